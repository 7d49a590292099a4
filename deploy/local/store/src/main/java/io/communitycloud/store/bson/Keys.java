package io.communitycloud.store.bson;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonJavaScript;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Encodes values so that comparing the bytes, unsigned, is comparing the values in MongoDB's order.
 *
 * <p>Every encoding begins with its type and delimits itself, so encodings may follow one another. No byte 0xFF ever
 * follows an encoding: {@code encoding + 0xFF} lies behind everything that begins with it. Numbers of all types share
 * one form; a decimal keeps 48 bits of what a double cannot hold.
 */
public final class Keys {

    public static final byte MIN_KEY = 0x05;
    public static final byte UNDEFINED = 0x08;
    public static final byte NULL = 0x10;
    public static final byte NUMBER = 0x20;
    public static final byte STRING = 0x30;
    public static final byte OBJECT = 0x40;
    public static final byte ARRAY = 0x50;
    public static final byte BINARY = 0x60;
    public static final byte OBJECT_ID = 0x70;
    public static final byte BOOLEAN = (byte) 0x80;
    public static final byte DATE = (byte) 0x90;
    public static final byte TIMESTAMP = (byte) 0xA0;
    public static final byte REGEX = (byte) 0xB0;
    public static final byte CODE = (byte) 0xC0;
    public static final byte MAX_KEY = (byte) 0xF0;

    private static final byte[] NULL_KEY = {NULL};
    private static final byte[] UNDEFINED_KEY = {UNDEFINED};

    private byte[] bytes = new byte[64];
    private int size;

    /** The encoding of one value. */
    public static byte[] of(@Nullable Object value) {
        if (value == null || value instanceof Missing) {
            return NULL_KEY;
        }
        Keys keys = new Keys();
        keys.value(value);
        return keys.toByteArray();
    }

    /** The type byte a value's encoding begins with. */
    public static byte typeOf(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Missing ignored -> NULL;
            case String ignored -> STRING;
            case Number ignored -> NUMBER;
            case ObjectId ignored -> OBJECT_ID;
            case Boolean ignored -> BOOLEAN;
            case Instant ignored -> DATE;
            case Map<?, ?> ignored -> OBJECT;
            case Collection<?> ignored -> ARRAY;
            default -> of(value)[0];
        };
    }

    /** What an empty array is indexed and sorted as: before null. */
    public static byte[] undefined() {
        return UNDEFINED_KEY;
    }

    /** What every string with this beginning begins with. */
    public static byte[] stringPrefix(String prefix) {
        Keys keys = new Keys();
        keys.put(STRING);
        keys.escaped(prefix.getBytes(UTF_8));
        return keys.toByteArray();
    }

    /** The same key in the opposite order. */
    public static byte[] inverted(byte[] key) {
        byte[] result = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            result[i] = (byte) ~key[i];
        }
        return result;
    }

    public static byte[] concat(byte[] first, byte[] second) {
        byte[] result = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, result, first.length, second.length);
        return result;
    }

    public static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    private byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> put(NULL);
            case Missing ignored -> put(NULL);
            case String string -> {
                put(STRING);
                escaped(string.getBytes(UTF_8));
                put(0);
            }
            case Number number -> number(number);
            case ObjectId id -> {
                put(OBJECT_ID);
                raw(id.toByteArray());
            }
            case Boolean bool -> {
                put(BOOLEAN);
                put(bool ? 1 : 0);
            }
            case Instant instant -> {
                put(DATE);
                int64(instant.toEpochMilli() ^ Long.MIN_VALUE);
            }
            case Map<?, ?> map -> object(map);
            case Collection<?> values -> {
                put(ARRAY);
                values.forEach(this::value);
                put(0);
            }
            case UUID uuid -> {
                binary(16, 4);
                int64(uuid.getMostSignificantBits());
                int64(uuid.getLeastSignificantBits());
            }
            case LegacyUUID uuid -> {
                binary(16, 3);
                int64(Long.reverseBytes(uuid.getUuid().getMostSignificantBits()));
                int64(Long.reverseBytes(uuid.getUuid().getLeastSignificantBits()));
            }
            case BinData binary -> {
                binary(binary.getData().length, 0);
                raw(binary.getData());
            }
            case TypedBinary binary -> {
                binary(binary.data().length, binary.subtype());
                raw(binary.data());
            }
            case BsonTimestamp timestamp -> {
                put(TIMESTAMP);
                int64(timestamp.getValue());
            }
            case BsonRegularExpression regex -> {
                put(REGEX);
                escaped(regex.getPattern().getBytes(UTF_8));
                put(0);
                escaped(Objects.requireNonNullElse(regex.getOptions(), "").getBytes(UTF_8));
                put(0);
            }
            case BsonJavaScript code -> {
                put(CODE);
                escaped(code.getCode().getBytes(UTF_8));
                put(0);
            }
            case MinKey ignored -> put(MIN_KEY);
            case MaxKey ignored -> put(MAX_KEY);
            default -> throw new IllegalArgumentException("no order for " + value.getClass());
        }
    }

    /** Fields in their order, each by type, then name, then value, as MongoDB compares them. */
    private void object(Map<?, ?> map) {
        put(OBJECT);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            byte[] value = of(entry.getValue());
            put(value[0]);
            escaped(String.valueOf(entry.getKey()).getBytes(UTF_8));
            put(0);
            raw(value);
        }
        put(0);
    }

    private void binary(int length, int subtype) {
        put(BINARY);
        put(length >>> 24);
        put(length >>> 16);
        put(length >>> 8);
        put(length);
        put(subtype);
    }

    /** A double's bits, then 0 if that is all, or 1 and a fraction of the distance to the next double. */
    private void number(Number number) {
        put(NUMBER);
        switch (number) {
            case Integer value -> exact(value);
            case Double value -> exact(value);
            case Long value -> {
                double rounded = value;
                if (Math.abs(rounded) < 0x1p53) {
                    exact(rounded);
                } else {
                    decimal(BigDecimal.valueOf(value));
                }
            }
            case Decimal128 value -> {
                double rounded = value.doubleValue();
                if (Double.isNaN(rounded) || Double.isInfinite(rounded) || rounded == 0) {
                    exact(rounded);
                } else {
                    decimal(value.toBigDecimal());
                }
            }
            default -> exact(number.doubleValue());
        }
    }

    private void decimal(BigDecimal value) {
        double floor = value.doubleValue();
        if (Double.isInfinite(floor)) {
            floor = Math.copySign(Double.MAX_VALUE, floor);
        }
        BigDecimal exactFloor = new BigDecimal(floor);
        if (exactFloor.compareTo(value) > 0) {
            floor = Math.nextDown(floor);
            exactFloor = new BigDecimal(floor);
        }
        BigDecimal rest = value.subtract(exactFloor);
        if (rest.signum() == 0) {
            exact(floor);
            return;
        }
        int64(sortable(floor));
        put(1);
        BigDecimal gap = new BigDecimal(Math.nextUp(floor)).subtract(exactFloor);
        long fraction = rest.multiply(BigDecimal.valueOf(1L << 48))
                .divide(gap, 0, RoundingMode.FLOOR)
                .longValue();
        put((int) (fraction >>> 40));
        put((int) (fraction >>> 32));
        put((int) (fraction >>> 24));
        put((int) (fraction >>> 16));
        put((int) (fraction >>> 8));
        put((int) fraction);
    }

    private void exact(double value) {
        int64(sortable(value));
        put(0);
    }

    /** NaN sorts before every other number. */
    private static long sortable(double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        long bits = Double.doubleToLongBits(value == 0 ? 0.0 : value);
        return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    }

    /** A zero within text is followed by 0xFF, which never follows the zero that ends it. */
    private void escaped(byte[] text) {
        for (byte b : text) {
            put(b);
            if (b == 0) {
                put(0xFF);
            }
        }
    }

    private void int64(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            put((int) (value >>> shift));
        }
    }

    private void raw(byte[] data) {
        for (byte b : data) {
            put(b);
        }
    }

    private void put(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) value;
    }
}
