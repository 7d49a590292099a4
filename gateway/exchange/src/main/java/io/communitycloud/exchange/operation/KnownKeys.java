package io.communitycloud.exchange.operation;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers which keys were ever kept, in eight megabytes whatever their number (a Bloom filter): "no" is certain, "yes" must be
 * looked up. So a crowd that is turned away does not go to the store for what is not there.
 */
final class KnownKeys {

    /** 2^26 bits: of three million keys one unknown in a thousand is taken for a known one. */
    private static final int WORDS = 1 << 20;

    private static final int HASHES = 4;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final AtomicLongArray bits = new AtomicLongArray(WORDS);

    void add(String key) {
        long hash = hash(key);
        for (int i = 0; i < HASHES; i++) {
            long bit = bit(hash, i);
            bits.accumulateAndGet((int) (bit >>> 6), 1L << (bit & 63), (now, more) -> now | more);
        }
    }

    boolean mayHold(String key) {
        long hash = hash(key);
        for (int i = 0; i < HASHES; i++) {
            long bit = bit(hash, i);
            if ((bits.get((int) (bit >>> 6)) & (1L << (bit & 63))) == 0) {
                return false;
            }
        }
        return true;
    }

    private static long bit(long hash, int number) {
        long mixed = (hash + number * GOLDEN) * GOLDEN;
        return (mixed ^ (mixed >>> 32)) & ((long) WORDS * Long.SIZE - 1);
    }

    private static long hash(String key) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }
}
