package io.communitycloud.store.layer;

import java.util.Arrays;

/** An entry with the document's key behind it, and how many bytes of it are the entry. */
@SuppressWarnings("ArrayRecordComponent") // Compared by order only.
public record Entry(byte[] key, int length) {

    static void sort(Entry[] entries, int size) {
        Arrays.sort(entries, 0, size, (one, other) -> Arrays.compareUnsigned(one.key, other.key));
    }
}
