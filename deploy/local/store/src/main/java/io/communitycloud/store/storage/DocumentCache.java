package io.communitycloud.store.storage;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Documents that were found by their key lately, of all collections together.
 *
 * <p>The way to a document through its map leads over a page a level, each searched in memory that nobody has touched
 * for long; here it is one step, however large the collection. Each document has one place, so nobody waits and there
 * are never more documents than places. Whoever would displace another that was asked for since the last such attempt
 * lets it stay once, so that going through a whole collection does not empty the cache.
 *
 * <p>A reader puts a document down only if nothing has happened at its place since before it read the map, and whoever
 * changes a document changes what is at its place, after the map. So a document that was read before a change never
 * stays beyond it.
 */
final class DocumentCache {

    /** One that is larger costs more to decode than to find. */
    private static final int MAX_DOCUMENT = 1 << 10;

    private final AtomicReferenceArray<@Nullable Kept> places;
    private final LongAdder lookUps = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /** At most so many documents, which is as many kilobytes. */
    DocumentCache(int size) {
        this.places = new AtomicReferenceArray<>(size);
    }

    /** What is at a place; no two are the same, so that a change between two looks shows. */
    static final class Kept {

        private final int space;
        private final byte[] key;
        private final byte @Nullable [] document;

        /** Written without order: a lost mark costs a document its stay, nothing else. */
        private boolean asked;

        private Kept(int space, byte[] key, byte @Nullable [] document) {
            this.space = space;
            this.key = key;
            this.document = document;
        }

        private boolean isOf(int space, byte[] key) {
            return this.space == space && Arrays.equals(this.key, key);
        }

        /** The document, if it is this one's and not gone. */
        byte @Nullable [] document(int space, byte[] key) {
            if (document == null || !isOf(space, key)) {
                return null;
            }
            if (!asked) {
                asked = true;
            }
            return document;
        }
    }

    int place(int space, byte[] key) {
        int mixed = (space * 0x85EBCA6B + Arrays.hashCode(key)) * 0x9E3779B9;
        return Integer.remainderUnsigned(mixed ^ (mixed >>> 15), places.length());
    }

    @Nullable
    Kept at(int place) {
        lookUps.increment();
        return places.get(place);
    }

    DocumentReads reads() {
        return new DocumentReads(lookUps.sum(), misses.sum());
    }

    /** Keeps what was read from the map after its place had been looked at, unless something has happened there. */
    void keep(int place, @Nullable Kept seen, int space, byte[] key, byte[] document) {
        misses.increment();
        if (document.length > MAX_DOCUMENT) {
            return;
        }
        if (seen != null && seen.asked) {
            seen.asked = false;
            return;
        }
        boolean ignored = places.compareAndSet(place, seen, new Kept(space, key, document));
    }

    /** To be told after a document has been replaced or removed in the map, by one writer of a document at a time. */
    void changed(int space, byte[] key, byte @Nullable [] document) {
        byte[] kept = document == null || document.length > MAX_DOCUMENT ? null : document;
        places.updateAndGet(place(space, key), seen -> {
            if (seen == null || seen.isOf(space, key)) {
                return new Kept(space, key, kept);
            }
            // Another's document stays, but no reader may take the place for untouched.
            return new Kept(seen.space, seen.key, seen.document);
        });
    }
}
