package io.communitycloud.store.bson;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes documents as BSON into a growing buffer. */
public final class BsonWriter {

    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT64_BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int size;

    public BsonWriter() {
        this(512);
    }

    public BsonWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /** Encodes a document as it is kept: {@code _id} first, the rest in its order. */
    public static byte[] stored(Document document) {
        BsonWriter writer = new BsonWriter();
        int start = writer.size;
        writer.int32(0);
        writer.element("_id", document.get("_id"));
        for (Map.Entry<String, Object> entry : document.entrySet()) {
            if (!entry.getKey().equals("_id")) {
                writer.element(entry.getKey(), entry.getValue());
            }
        }
        writer.end(start);
        return writer.toByteArray();
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    public int size() {
        return size;
    }

    /** The buffer itself, of which the first {@link #size()} bytes count. */
    public byte[] buffer() {
        return bytes;
    }

    /** Takes back everything behind a position. */
    public void truncate(int position) {
        size = position;
    }

    public void clear() {
        size = 0;
        if (bytes.length > 1 << 20) {
            bytes = new byte[512];
        }
    }

    public void document(Map<String, ?> document) {
        int start = size;
        int32(0);
        for (Map.Entry<String, ?> entry : document.entrySet()) {
            element(entry.getKey(), entry.getValue());
        }
        end(start);
    }

    private void array(Collection<?> values) {
        int start = size;
        int32(0);
        int index = 0;
        for (Object value : values) {
            element(Integer.toString(index++), value);
        }
        end(start);
    }

    private void end(int start) {
        int8(0);
        int32At(start, size - start);
    }

    private void element(String name, @Nullable Object value) {
        int position = size;
        int8(0);
        cstring(name);
        // Writing the value may replace the buffer.
        byte type = value(value);
        bytes[position] = type;
    }

    private byte value(@Nullable Object value) {
        return switch (value) {
            case null -> {
                yield 0x0A;
            }
            case String string -> {
                string(string);
                yield 0x02;
            }
            case Integer number -> {
                int32(number);
                yield 0x10;
            }
            case Long number -> {
                int64(number);
                yield 0x12;
            }
            case Double number -> {
                int64(Double.doubleToRawLongBits(number));
                yield 0x01;
            }
            case Boolean bool -> {
                int8(bool ? 1 : 0);
                yield 0x08;
            }
            case Instant instant -> {
                int64(instant.toEpochMilli());
                yield 0x09;
            }
            case RawDocument raw -> {
                raw(raw.bytes());
                yield 0x03;
            }
            case Map<?, ?> map -> {
                nested(map);
                yield 0x03;
            }
            case Collection<?> values -> {
                array(values);
                yield 0x04;
            }
            case ObjectId id -> {
                raw(id.toByteArray());
                yield 0x07;
            }
            case BinData binary -> {
                binary((byte) 0, binary.getData());
                yield 0x05;
            }
            case TypedBinary binary -> {
                binary(binary.subtype(), binary.data());
                yield 0x05;
            }
            case UUID uuid -> {
                int32(16);
                int8(4);
                int64Big(uuid.getMostSignificantBits());
                int64Big(uuid.getLeastSignificantBits());
                yield 0x05;
            }
            case LegacyUUID uuid -> {
                int32(16);
                int8(3);
                int64(uuid.getUuid().getMostSignificantBits());
                int64(uuid.getUuid().getLeastSignificantBits());
                yield 0x05;
            }
            case Decimal128 decimal -> {
                int64(decimal.getLow());
                int64(decimal.getHigh());
                yield 0x13;
            }
            case BsonTimestamp timestamp -> {
                int64(timestamp.getValue());
                yield 0x11;
            }
            case BsonRegularExpression regex -> {
                cstring(regex.getPattern());
                cstring(Objects.requireNonNullElse(regex.getOptions(), ""));
                yield 0x0B;
            }
            case BsonJavaScript code -> {
                string(code.getCode());
                yield 0x0D;
            }
            case MinKey ignored -> {
                yield (byte) 0xFF;
            }
            case MaxKey ignored -> {
                yield 0x7F;
            }
            default -> throw new IllegalArgumentException("no BSON type for " + value.getClass());
        };
    }

    private void nested(Map<?, ?> map) {
        int start = size;
        int32(0);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            element(String.valueOf(entry.getKey()), entry.getValue());
        }
        end(start);
    }

    private void binary(byte subtype, byte[] data) {
        int32(data.length);
        int8(subtype);
        raw(data);
    }

    private void string(String value) {
        int start = size;
        int32(0);
        utf8(value);
        int8(0);
        int32At(start, size - start - 4);
    }

    public void cstring(String value) {
        utf8(value);
        int8(0);
    }

    private void utf8(String value) {
        int length = value.length();
        reserve(length);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                raw(value.substring(i).getBytes(UTF_8));
                return;
            }
            bytes[size++] = (byte) c;
        }
    }

    public void raw(byte[] data) {
        raw(data, 0, data.length);
    }

    public void raw(byte[] data, int offset, int length) {
        reserve(length);
        System.arraycopy(data, offset, bytes, size, length);
        size += length;
    }

    public void int8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    public void int32(int value) {
        reserve(4);
        INT32.set(bytes, size, value);
        size += 4;
    }

    public void int32At(int position, int value) {
        INT32.set(bytes, position, value);
    }

    public void int64(long value) {
        reserve(8);
        INT64.set(bytes, size, value);
        size += 8;
    }

    private void int64Big(long value) {
        reserve(8);
        INT64_BIG.set(bytes, size, value);
        size += 8;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
