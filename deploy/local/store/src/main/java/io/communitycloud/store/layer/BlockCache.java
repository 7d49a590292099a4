package io.communitycloud.store.layer;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of sorted files that were looked up lately.
 *
 * <p>Each block has one place, where the next one that belongs there displaces it; so nobody waits, and it never holds
 * more than its places.
 */
final class BlockCache {

    /** Usual blocks fill half of this; one with a huge key is not kept. */
    private static final int MAX_BLOCK = 8 << 10;

    private final AtomicReferenceArray<@Nullable Kept> places;
    private final LongAdder lookUps = new LongAdder();
    private final LongAdder misses = new LongAdder();

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Kept(int file, int block, byte[] bytes) {}

    /** At most so many blocks, which is eight times as many kilobytes. */
    BlockCache(int size) {
        this.places = new AtomicReferenceArray<>(size);
    }

    private int place(int file, int block) {
        int mixed = (file * 0x85EBCA6B + block) * 0x9E3779B9;
        return Integer.remainderUnsigned(mixed ^ (mixed >>> 15), places.length());
    }

    /** How often a block was looked for, and how often it was not here. */
    BlockReads reads() {
        return new BlockReads(lookUps.sum(), misses.sum());
    }

    byte @Nullable [] get(int file, int block) {
        Kept kept = places.get(place(file, block));
        lookUps.increment();
        if (kept != null && kept.file == file && kept.block == block) {
            return kept.bytes;
        }
        misses.increment();
        return null;
    }

    void keep(int file, int block, byte[] bytes) {
        if (bytes.length <= MAX_BLOCK) {
            places.set(place(file, block), new Kept(file, block, bytes));
        }
    }
}
