package io.communitycloud.store.collection;

import io.communitycloud.store.index.StoredIndex;
import io.communitycloud.store.layer.EntryWalk;
import io.communitycloud.store.layer.Layers;
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

/** Goes through the keys of a walk, over the state documents or index had when it began. */
final class KeyWalk implements AutoCloseable {

    private final MVMap<byte[], byte[]> data;
    private final RootReference<byte[], byte[]> root;
    private final Layers.@Nullable View view;
    private final Plan.Walk walk;
    private final @Nullable PriorityQueue<RangeCursor> merged;
    private int next;
    private @Nullable RangeCursor current;
    private @Nullable RangeCursor present;
    private byte @Nullable [] key;
    private byte @Nullable [] value;
    private int entryLength;

    KeyWalk(MVMap<byte[], byte[]> data, Plan.Walk walk) {
        this.data = data;
        this.root = data.flushAndGetRoot();
        this.walk = walk;
        StoredIndex index = walk.index();
        this.view = index == null ? null : index.layers().view();
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
        // The cursor is put back only now: going on earlier would read what may never be asked for.
        RangeCursor last = present;
        if (last != null && last.advance()) {
            queue.add(last);
        }
        present = queue.poll();
        if (present == null) {
            return false;
        }
        take(present);
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
        entryLength = cursor.entryLength;
    }

    byte[] key() {
        return Objects.requireNonNull(key);
    }

    /** The document, where documents themselves are walked. */
    byte[] value() {
        return Objects.requireNonNull(value);
    }

    /** The key of the document the present entry belongs to. */
    byte[] documentKey() {
        return walk.index() == null ? key() : StoredIndex.documentKey(key(), entryLength);
    }

    @Override
    public void close() {
        if (view != null) {
            view.close();
        }
    }

    /** One range's position. */
    private final class RangeCursor {

        private final KeyRange range;
        private final @Nullable EntryWalk entries;
        private final @Nullable Cursor<byte[], byte[]> documents;
        private byte @Nullable [] key;
        private byte @Nullable [] value;
        private int entryLength;

        RangeCursor(KeyRange range) {
            this.range = range;
            byte[] start = walk.reverse() ? range.to() : range.from();
            this.entries = view == null ? null : view.walk(start, walk.reverse());
            this.documents = view == null ? data.cursor(root, start, null, walk.reverse()) : null;
        }

        boolean advance() {
            while (step()) {
                if (walk.reverse()) {
                    if (Arrays.compareUnsigned(key, range.to()) >= 0) {
                        continue;
                    }
                    return Arrays.compareUnsigned(key, range.from()) >= 0;
                }
                return Arrays.compareUnsigned(key, range.to()) < 0;
            }
            return false;
        }

        private boolean step() {
            if (entries != null) {
                if (!entries.advance()) {
                    return false;
                }
                key = entries.key();
                entryLength = entries.entryLength();
                return true;
            }
            if (documents == null || !documents.hasNext()) {
                return false;
            }
            key = documents.next();
            value = documents.getValue();
            return true;
        }

        byte[] mergeKey() {
            byte[] present = Objects.requireNonNull(key);
            return Arrays.copyOfRange(present, range.mergeOffset(), present.length);
        }
    }
}
