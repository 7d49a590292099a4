package io.communitycloud.store.layer;

import java.util.Arrays;
import java.util.List;

/** Entries that came together, sorted, in memory, never changed. */
final class SortedLayer implements Layer {

    private final Entry[] entries;
    private final int size;

    SortedLayer(List<Entry> entries) {
        this(entries.toArray(Entry[]::new), entries.size());
    }

    /** Takes over the array and sorts it. */
    SortedLayer(Entry[] entries, int size) {
        this.entries = entries;
        this.size = size;
        Entry.sort(entries, size);
    }

    @Override
    public EntryWalk walk(byte[] from, boolean reverse) {
        int index = index(from);
        boolean found = index < size && Arrays.equals(entries[index].key(), from);
        return new Walk(reverse ? (found ? index + 1 : index) : index - 1, reverse ? -1 : 1);
    }

    /** Where the first key that is not before this one is. */
    private int index(byte[] key) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(entries[middle].key(), key) < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    @Override
    public long rank(byte[] key) {
        return index(key);
    }

    @Override
    public int weight(byte[] key) {
        int index = index(key);
        return index < size && Arrays.equals(entries[index].key(), key) ? 1 : 0;
    }

    @Override
    public long size() {
        return size;
    }

    private final class Walk implements EntryWalk {

        private final int step;
        private int present;

        Walk(int present, int step) {
            this.present = present;
            this.step = step;
        }

        @Override
        public boolean advance() {
            present += step;
            return present >= 0 && present < size;
        }

        @Override
        public byte[] key() {
            return entries[present].key();
        }

        @Override
        public int entryLength() {
            return entries[present].length();
        }

        @Override
        public int weight() {
            return 1;
        }
    }
}
