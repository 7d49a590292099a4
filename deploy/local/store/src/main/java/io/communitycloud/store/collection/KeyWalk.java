package io.communitycloud.store.collection;

import io.communitycloud.store.index.StoredIndex;
import io.communitycloud.store.query.KeyRange;
import io.communitycloud.store.query.Plan;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/** Goes through the keys of a walk, over the state its map had when it began. */
final class KeyWalk<V> {

    private final MVMap<byte[], V> map;
    private final RootReference<byte[], V> root;
    private final Plan.Walk walk;
    private final @Nullable PriorityQueue<RangeCursor> merged;
    private int next;
    private @Nullable RangeCursor current;
    private byte @Nullable [] key;
    private @Nullable V value;

    KeyWalk(MVMap<byte[], V> map, Plan.Walk walk) {
        this.map = map;
        this.walk = walk;
        this.root = map.flushAndGetRoot();
        this.merged = walk.merged() ? merge() : null;
    }

    private PriorityQueue<RangeCursor> merge() {
        Comparator<RangeCursor> order = Comparator.comparing(RangeCursor::mergeKey, Arrays::compareUnsigned);
        PriorityQueue<RangeCursor> queue = new PriorityQueue<>(walk.reverse() ? order.reversed() : order);
        for (KeyRange range : walk.ranges()) {
            RangeCursor cursor = new RangeCursor(range);
            if (cursor.advance()) {
                queue.add(cursor);
            }
        }
        return queue;
    }

    boolean advance() {
        return merged == null ? advanceInOrder() : advanceMerged(merged);
    }

    private boolean advanceMerged(PriorityQueue<RangeCursor> queue) {
        RangeCursor cursor = queue.poll();
        if (cursor == null) {
            return false;
        }
        take(cursor);
        if (cursor.advance()) {
            queue.add(cursor);
        }
        return true;
    }

    private boolean advanceInOrder() {
        while (true) {
            if (current == null) {
                int count = walk.ranges().size();
                if (next == count) {
                    return false;
                }
                int position = walk.reverse() ? count - 1 - next : next;
                current = new RangeCursor(walk.ranges().get(position));
                next++;
            }
            if (current.advance()) {
                take(current);
                return true;
            }
            current = null;
        }
    }

    private void take(RangeCursor cursor) {
        key = cursor.key;
        value = cursor.value;
    }

    byte[] key() {
        return Objects.requireNonNull(key);
    }

    V value() {
        return Objects.requireNonNull(value);
    }

    /** The key of the document the present entry belongs to. */
    byte[] documentKey() {
        return walk.index() == null ? key() : StoredIndex.documentKey(key(), (Integer) value());
    }

    /** One range's position. */
    private final class RangeCursor {

        private final KeyRange range;
        private final Cursor<byte[], V> cursor;
        private byte @Nullable [] key;
        private @Nullable V value;

        RangeCursor(KeyRange range) {
            this.range = range;
            byte[] start = walk.reverse() ? range.to() : range.from();
            this.cursor = map.cursor(root, start, null, walk.reverse());
        }

        boolean advance() {
            while (cursor.hasNext()) {
                byte[] found = cursor.next();
                if (walk.reverse()) {
                    if (Arrays.compareUnsigned(found, range.to()) >= 0) {
                        continue;
                    }
                    if (Arrays.compareUnsigned(found, range.from()) < 0) {
                        return false;
                    }
                } else if (Arrays.compareUnsigned(found, range.to()) >= 0) {
                    return false;
                }
                key = found;
                value = cursor.getValue();
                return true;
            }
            return false;
        }

        byte[] mergeKey() {
            byte[] present = Objects.requireNonNull(key);
            return Arrays.copyOfRange(present, range.mergeOffset(), present.length);
        }
    }
}
