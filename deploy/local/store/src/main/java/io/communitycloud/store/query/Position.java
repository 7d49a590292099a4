package io.communitycloud.store.query;

import io.communitycloud.store.bson.Keys;
import java.util.Arrays;

/**
 * A place between encoded values: before or after everything that begins with some bytes.
 *
 * @param complete whether the bytes are a whole encoding, which a type byte follows, or only a beginning
 */
@SuppressWarnings("ArrayRecordComponent") // Compared through compare.
record Position(byte[] bytes, boolean complete, boolean after) {

    private static final byte[] BEHIND = {(byte) 0xFF};
    private static final byte[] BEFORE_INVERTED = {0x01};

    static Position before(byte[] encoding) {
        return new Position(encoding, true, false);
    }

    static Position after(byte[] encoding) {
        return new Position(encoding, true, true);
    }

    static Position beforePrefix(byte... prefix) {
        return new Position(prefix, false, false);
    }

    static Position afterPrefix(byte... prefix) {
        return new Position(prefix, false, true);
    }

    /** The smallest key behind this place where the field ascends. */
    byte[] ascending() {
        if (!after) {
            return bytes;
        }
        return complete ? Keys.concat(bytes, BEHIND) : successor(bytes);
    }

    /** The smallest key behind this place where the field descends and every byte is inverted. */
    byte[] descending() {
        byte[] inverted = Keys.inverted(bytes);
        if (after) {
            return complete ? Keys.concat(inverted, BEFORE_INVERTED) : inverted;
        }
        return complete ? Keys.concat(inverted, BEHIND) : successor(inverted);
    }

    int compare(Position other) {
        return Arrays.compareUnsigned(ascending(), other.ascending());
    }

    /** The first key that does not begin with the prefix and is greater. */
    static byte[] successor(byte[] prefix) {
        byte[] result = prefix.clone();
        for (int i = result.length - 1; i >= 0; i--) {
            result[i]++;
            if (result[i] != 0) {
                return Arrays.copyOf(result, i + 1);
            }
        }
        throw new IllegalArgumentException("nothing is greater");
    }
}
