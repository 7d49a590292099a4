package io.communitycloud.store.layer;

import java.util.Arrays;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A part of an index that can be changed: two maps, of entries and of withdrawals. */
final class MapLayer implements Layer {

    private final MVMap<byte[], Integer> added;
    private final MVMap<byte[], Integer> withdrawn;

    MapLayer(MVMap<byte[], Integer> added, MVMap<byte[], Integer> withdrawn) {
        this.added = added;
        this.withdrawn = withdrawn;
    }

    MVMap<byte[], Integer> added() {
        return added;
    }

    MVMap<byte[], Integer> withdrawn() {
        return withdrawn;
    }

    void apply(byte[] key, int entryLength, int weight) {
        MVMap<byte[], Integer> opposite = weight > 0 ? withdrawn : added;
        if (opposite.isEmpty() || opposite.remove(key) == null) {
            Integer ignored = (weight > 0 ? added : withdrawn).put(key, entryLength);
        }
    }

    boolean hasWithdrawn() {
        return !withdrawn.isEmpty();
    }

    void applyAll(EntryWalk walk) {
        while (walk.advance()) {
            apply(walk.key(), walk.entryLength(), walk.weight());
        }
    }

    void clear() {
        added.clear();
        withdrawn.clear();
    }

    /** The present state, whatever is changed afterwards. */
    @SuppressWarnings("ReferenceEquality") // The very same page.
    MapLayer frozen() {
        while (true) {
            var root = withdrawn.getRootPage();
            MVMap<byte[], Integer> less = frozen(withdrawn);
            MapLayer frozen = new MapLayer(frozen(added), less);
            // Both maps of one moment: otherwise an entry that moved in between could be missed.
            if (withdrawn.getRootPage() == root) {
                return frozen;
            }
        }
    }

    private static MVMap<byte[], Integer> frozen(MVMap<byte[], Integer> map) {
        return map.isReadOnly() ? map : map.openVersion(map.getStore().getCurrentVersion());
    }

    @Override
    public EntryWalk walk(byte[] from, boolean reverse) {
        return new Walk(added.cursor(from, null, reverse), withdrawn.cursor(from, null, reverse), reverse);
    }

    @Override
    public long rank(byte[] key) {
        return rank(added, key) - rank(withdrawn, key);
    }

    private static long rank(MVMap<byte[], Integer> map, byte[] key) {
        long index = map.getKeyIndex(key);
        return index >= 0 ? index : -index - 1;
    }

    @Override
    public int weight(byte[] key) {
        boolean less = !withdrawn.isEmpty() && withdrawn.containsKey(key);
        return added.containsKey(key) ? 1 : less ? -1 : 0;
    }

    @Override
    public long size() {
        return added.sizeAsLong() + withdrawn.sizeAsLong();
    }

    private static final class Walk implements EntryWalk {

        private final Cursor<byte[], Integer> more;
        private final Cursor<byte[], Integer> less;
        private final boolean reverse;
        private byte @Nullable [] nextMore;
        private byte @Nullable [] nextLess;
        private byte[] key = new byte[0];
        private int entryLength;
        private int weight;

        Walk(Cursor<byte[], Integer> more, Cursor<byte[], Integer> less, boolean reverse) {
            this.more = more;
            this.less = less;
            this.reverse = reverse;
            this.nextMore = next(more);
            this.nextLess = next(less);
        }

        private static byte @Nullable [] next(Cursor<byte[], Integer> cursor) {
            return cursor.hasNext() ? cursor.next() : null;
        }

        @Override
        public boolean advance() {
            byte[] one = nextMore;
            byte[] other = nextLess;
            if (one != null && (other == null || isBefore(one, other))) {
                take(one, more.getValue(), 1);
                nextMore = next(more);
                return true;
            }
            if (other != null) {
                take(other, less.getValue(), -1);
                nextLess = next(less);
                return true;
            }
            return false;
        }

        private boolean isBefore(byte[] one, byte[] other) {
            int order = Arrays.compareUnsigned(one, other);
            return reverse ? order > 0 : order < 0;
        }

        private void take(byte[] found, int length, int sign) {
            key = found;
            entryLength = length;
            weight = sign;
        }

        @Override
        public byte[] key() {
            return key;
        }

        @Override
        public int entryLength() {
            return entryLength;
        }

        @Override
        public int weight() {
            return weight;
        }
    }
}
