package io.communitycloud.store.layer;

import java.util.Arrays;
import java.util.List;

/** Goes through several parts at once and gives each key once, with the sum of its weights, unless that is zero. */
final class MergedWalk implements EntryWalk {

    private final EntryWalk[] heap;
    private final int direction;
    private int size;
    private byte[] key = new byte[0];
    private int entryLength;
    private int weight;

    MergedWalk(List<EntryWalk> walks, boolean reverse) {
        this.heap = new EntryWalk[walks.size()];
        this.direction = reverse ? -1 : 1;
        for (EntryWalk walk : walks) {
            if (walk.advance()) {
                heap[size++] = walk;
            }
        }
        for (int i = (size >>> 1) - 1; i >= 0; i--) {
            sink(i);
        }
    }

    static EntryWalk of(List<? extends Layer> layers, byte[] from, boolean reverse) {
        return new MergedWalk(
                layers.stream().map(layer -> layer.walk(from, reverse)).toList(), reverse);
    }

    @Override
    public boolean advance() {
        while (size > 0) {
            EntryWalk first = heap[0];
            key = first.key();
            entryLength = first.entryLength();
            weight = first.weight();
            step();
            while (size > 0 && Arrays.equals(heap[0].key(), key)) {
                weight += heap[0].weight();
                step();
            }
            if (weight != 0) {
                return true;
            }
        }
        return false;
    }

    private void step() {
        if (!heap[0].advance()) {
            heap[0] = heap[--size];
        }
        sink(0);
    }

    private void sink(int start) {
        int parent = start;
        while (2 * parent + 1 < size) {
            int child = 2 * parent + 1;
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], heap[parent])) {
                return;
            }
            EntryWalk moved = heap[parent];
            heap[parent] = heap[child];
            heap[child] = moved;
            parent = child;
        }
    }

    private boolean isBefore(EntryWalk one, EntryWalk other) {
        return Arrays.compareUnsigned(one.key(), other.key()) * direction < 0;
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
