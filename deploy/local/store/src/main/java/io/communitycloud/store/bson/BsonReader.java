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
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads BSON from a byte array into documents of their own, shared with nobody. */
public final class BsonReader {

    /** As deep as MongoDB lets documents nest. */
    private static final int MAX_DEPTH = 180;

    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT64_BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Field names repeat endlessly; a small racy cache saves most of their allocation. */
    private static final @Nullable String[] NAMES = new @Nullable String[4096];

    private final byte[] bytes;
    private final int limit;
    private int position;
    private int depth;

    public BsonReader(byte[] bytes, int position, int limit) {
        this.bytes = bytes;
        this.position = position;
        this.limit = limit;
    }

    public static Document document(byte[] bytes) {
        return new BsonReader(bytes, 0, bytes.length).document();
    }

    public int position() {
        return position;
    }

    public boolean hasRemaining() {
        return position < limit;
    }

    public int int8() {
        need(1);
        return bytes[position++];
    }

    public int int32() {
        need(4);
        int value = (int) INT32.get(bytes, position);
        position += 4;
        return value;
    }

    public long int64() {
        need(8);
        long value = (long) INT64.get(bytes, position);
        position += 8;
        return value;
    }

    private long int64Big() {
        need(8);
        long value = (long) INT64_BIG.get(bytes, position);
        position += 8;
        return value;
    }

    /** Takes one document's bytes without reading into them. */
    public byte[] rawDocument() {
        need(4);
        int length = (int) INT32.get(bytes, position);
        if (length < 5) {
            throw malformed("document length " + length);
        }
        need(length);
        byte[] result = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return result;
    }

    public Document document() {
        Document document = new Document();
        int end = begin();
        while (true) {
            int type = int8();
            if (type == 0) {
                break;
            }
            String name = cstring();
            document.put(name, value(type, name));
        }
        finish(end);
        return document;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> values = new ArrayList<>();
        int end = begin();
        while (true) {
            int type = int8();
            if (type == 0) {
                break;
            }
            skipCstring();
            values.add(value(type, ""));
        }
        finish(end);
        return values;
    }

    private int begin() {
        if (++depth > MAX_DEPTH) {
            throw new MongoServerError(15, "Overflow", "BSON nested deeper than " + MAX_DEPTH + " levels");
        }
        int start = position;
        int length = int32();
        if (length < 5 || start + length > limit) {
            throw malformed("document length " + length);
        }
        return start + length;
    }

    private void finish(int end) {
        depth--;
        if (position != end) {
            throw malformed("document does not end where it says");
        }
    }

    private @Nullable Object value(int type, String name) {
        return switch (type) {
            case 0x01 -> Double.longBitsToDouble(int64());
            case 0x02 -> string();
            case 0x03 -> document();
            case 0x04 -> array();
            case 0x05 -> binary();
            case 0x06, 0x0A -> null;
            case 0x07 -> new ObjectId(take(12));
            case 0x08 -> int8() != 0;
            case 0x09 -> Instant.ofEpochMilli(int64());
            case 0x0B -> {
                String pattern = cstring();
                yield new BsonRegularExpression(pattern, cstring());
            }
            case 0x0D -> new BsonJavaScript(string());
            case 0x10 -> int32();
            case 0x11 -> new BsonTimestamp(int64());
            case 0x12 -> int64();
            case 0x13 -> {
                long low = int64();
                yield new Decimal128(low, int64());
            }
            case 0x7F -> MaxKey.getInstance();
            case -1 -> MinKey.getInstance();
            default ->
                throw new MongoServerError(
                        22,
                        "InvalidBSON",
                        "BSON type 0x" + Integer.toHexString(type & 0xFF) + " of field '" + name
                                + "' is not supported by the embedded store");
        };
    }

    private Object binary() {
        int length = int32();
        byte subtype = (byte) int8();
        if (subtype == 4 && length == 16) {
            long high = int64Big();
            return new UUID(high, int64Big());
        }
        if (subtype == 3 && length == 16) {
            long high = int64();
            return new LegacyUUID(high, int64());
        }
        byte[] data = take(length);
        return subtype == 0 ? new BinData(data) : new TypedBinary(subtype, data);
    }

    private byte[] take(int length) {
        need(length);
        byte[] data = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return data;
    }

    private String string() {
        int length = int32();
        need(length);
        if (length < 1 || bytes[position + length - 1] != 0) {
            throw malformed("string without an end");
        }
        String value = new String(bytes, position, length - 1, UTF_8);
        position += length;
        return value;
    }

    public String cstring() {
        int start = position;
        int hash = 0;
        while (true) {
            need(1);
            byte b = bytes[position++];
            if (b == 0) {
                break;
            }
            hash = 31 * hash + b;
        }
        int length = position - start - 1;
        int slot = (hash ^ (hash >>> 15)) & (NAMES.length - 1);
        String cached = NAMES[slot];
        if (cached != null && same(cached, start, length)) {
            return cached;
        }
        String name = new String(bytes, start, length, UTF_8);
        NAMES[slot] = name;
        return name;
    }

    private boolean same(String name, int start, int length) {
        if (name.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) != bytes[start + i]) {
                return false;
            }
        }
        return true;
    }

    private void skipCstring() {
        int b;
        do {
            b = int8();
        } while (b != 0);
    }

    private void need(int count) {
        if (count < 0 || limit - position < count) {
            throw malformed("truncated");
        }
    }

    private static MongoServerError malformed(String what) {
        return new MongoServerError(22, "InvalidBSON", "malformed BSON: " + what);
    }
}
