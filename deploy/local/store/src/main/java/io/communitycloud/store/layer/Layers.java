package io.communitycloud.store.layer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * An index's entries.
 *
 * <p>Changes go to memory; the log holds the documents they come from. Before a checkpoint what has gathered there moves
 * on: little of it into maps of the store, much of it, with what these maps hold, into a sorted file. Files of similar
 * size are merged behind everybody's back. So no change ever rewrites more than it must, however large the index is.
 *
 * <p>Writers hold the gate of the store open; {@link #freeze} comes with the gate closed, {@link #drain} from the one
 * thread that makes checkpoints.
 */
public final class Layers {

    /** As many entries the store's maps hold before they move to a file. */
    private static final int SMALL = 16_384;

    private static final int FAN = 6;
    private static final byte[] FIRST = new byte[0];

    private final MemoryMaps memory;
    private final @Nullable RunFolder folder;
    /** Held while entries move from memory to where they last; the monitor is only held for an instant. */
    private final Object moving = new Object();

    private volatile Parts parts;
    private volatile boolean built;
    private volatile long pending;
    private volatile long setAside;
    private boolean damaged;
    private boolean dropped;
    private boolean changed = true;

    /**
     * Newest first; each part stands for a stretch of time.
     *
     * @param active where single changes go
     * @param fresh what came in batches, and what was active before them
     * @param frozen what has been set aside for a checkpoint
     * @param small the store's maps
     */
    private record Parts(
            MapLayer active,
            List<Layer> fresh,
            List<Layer> frozen,
            @Nullable MapLayer small,
            List<Run> runs) {

        /** The parts that hold anything, none of which will change. */
        List<Layer> atThisMoment() {
            List<Layer> layers = new ArrayList<>();
            addUnlessEmpty(active, layers);
            layers.addAll(fresh);
            layers.addAll(frozen);
            if (small != null) {
                addUnlessEmpty(small, layers);
            }
            layers.addAll(runs);
            return layers;
        }

        private static void addUnlessEmpty(MapLayer layer, List<Layer> layers) {
            if (layer.size() > 0) {
                layers.add(layer.frozen());
            }
        }

        Parts withActive(MapLayer present) {
            return new Parts(present, fresh, frozen, small, runs);
        }

        Parts withFresh(List<Layer> present) {
            return new Parts(active, List.copyOf(present), frozen, small, runs);
        }

        Parts withFrozen(List<Layer> present) {
            return new Parts(active, fresh, List.copyOf(present), small, runs);
        }

        Parts withSmall(@Nullable MapLayer present) {
            return new Parts(active, fresh, frozen, present, runs);
        }

        Parts withRuns(List<Run> present) {
            return new Parts(active, fresh, frozen, small, List.copyOf(present));
        }
    }

    private Layers(MemoryMaps memory, @Nullable RunFolder folder, @Nullable MapLayer small, List<Run> runs) {
        this.memory = memory;
        this.folder = folder;
        this.parts = new Parts(memory.layer(), List.of(), List.of(), small, runs);
    }

    /** An index that lives as long as the process. */
    public static Layers inMemory(MemoryMaps memory) {
        return new Layers(memory, null, null, List.of());
    }

    /** An index as it was written down; one whose files are not whole is {@link #isDamaged damaged}. */
    public static Layers open(
            MemoryMaps memory,
            RunFolder folder,
            MVMap<byte[], Integer> added,
            MVMap<byte[], Integer> withdrawn,
            List<Integer> runs) {
        List<Run> opened = new ArrayList<>();
        boolean damaged = false;
        for (int number : runs) {
            try {
                opened.add(folder.open(number));
            } catch (IOException e) {
                damaged = true;
            }
        }
        Layers layers = new Layers(memory, folder, new MapLayer(added, withdrawn), List.copyOf(opened));
        layers.damaged = damaged;
        return layers;
    }

    public boolean isDamaged() {
        return damaged;
    }

    /** From now on it holds every document's entries, and checkpoints keep them. */
    public void markBuilt() {
        built = true;
    }

    /** Memory taken by what no checkpoint has moved on, roughly. */
    public long pendingBytes() {
        return pending + setAside;
    }

    // Writing

    /** Adds an entry; one writer at a time, with the gate open. */
    public void add(byte[] key, int entryLength) {
        change(key, entryLength, 1);
    }

    public void remove(byte[] key, int entryLength) {
        change(key, entryLength, -1);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One writer at a time.
    private void change(byte[] key, int entryLength, int weight) {
        parts.active.apply(key, entryLength, weight);
        pending += key.length + 80L;
    }

    /** Adds many entries at once; one writer at a time, with the gate open. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // One writer at a time.
    public void addAll(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        SortedLayer batch = new SortedLayer(entries);
        synchronized (this) {
            Parts present = parts;
            List<Layer> fresh = new ArrayList<>(present.fresh);
            // What is withdrawn before the batch and what is withdrawn after it must not be taken for one.
            if (present.active.hasWithdrawn()) {
                fresh.addFirst(present.active);
                present = present.withActive(memory.layer());
            }
            fresh.addFirst(batch);
            parts = present.withFresh(fresh);
        }
        for (Entry entry : entries) {
            pending += entry.key().length + 60L;
        }
    }

    // Reading

    /** The parts at one moment; whoever asks closes it. */
    @SuppressWarnings("ReferenceEquality") // The very same parts.
    public View view() {
        while (true) {
            Parts present = parts;
            int held = 0;
            for (Run run : present.runs) {
                if (!run.retain()) {
                    break;
                }
                held++;
            }
            if (held == present.runs.size()) {
                View view = new View(present);
                // If the parts have changed places meanwhile, what the view holds may overlap or leave a gap.
                if (parts == present) {
                    return view;
                }
            }
            present.runs.subList(0, held).forEach(Run::release);
        }
    }

    /** How many entries from one key to before another. */
    public long count(byte[] from, byte[] to) {
        try (View view = view()) {
            return view.count(from, to);
        }
    }

    public long size() {
        return count(FIRST, new byte[] {(byte) 0xFF});
    }

    public boolean contains(byte[] key) {
        try (View view = view()) {
            int weight = 0;
            for (Layer layer : view.layers) {
                weight += layer.weight(key);
            }
            return weight > 0;
        }
    }

    /** Files it is spread over. */
    public int runs() {
        return parts.runs.size();
    }

    public long bytes() {
        return parts.runs.stream().mapToLong(Run::bytes).sum();
    }

    /** What an index held at one moment. */
    public static final class View implements AutoCloseable {

        private final List<Run> runs;
        private final List<Layer> layers;
        private boolean closed;

        private View(Parts parts) {
            this.runs = parts.runs;
            this.layers = parts.atThisMoment();
        }

        public long count(byte[] from, byte[] to) {
            return Math.max(0, rank(to) - rank(from));
        }

        /** The same as far as it is known without reading files. */
        public Amount estimate(byte[] from, byte[] to) {
            Amount sum = Amount.NONE;
            for (Layer layer : layers) {
                sum = sum.plus(layer.estimate(from, to));
            }
            return sum.notNegative();
        }

        private long rank(byte[] key) {
            long rank = 0;
            for (Layer layer : layers) {
                rank += layer.rank(key);
            }
            return rank;
        }

        /** Goes through the entries from one on, or, in reverse, from one back. */
        public EntryWalk walk(byte[] from, boolean reverse) {
            return new Present(MergedWalk.of(layers, from, reverse));
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                runs.forEach(Run::release);
            }
        }
    }

    /** Leaves out what is withdrawn. */
    private record Present(EntryWalk walk) implements EntryWalk {

        @Override
        public boolean advance() {
            while (walk.advance()) {
                if (walk.weight() > 0) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public byte[] key() {
            return walk.key();
        }

        @Override
        public int entryLength() {
            return walk.entryLength();
        }

        @Override
        public int weight() {
            return 1;
        }
    }

    // Moving on

    /** Sets aside what is in memory; with the gate closed. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // Only the thread that makes checkpoints.
    public void freeze() {
        synchronized (this) {
            Parts present = parts;
            if (!built || dropped) {
                return;
            }
            setAside += pending;
            pending = 0;
            if (present.active.size() + present.fresh.size() > 0) {
                List<Layer> frozen = new ArrayList<>(present.fresh);
                frozen.addFirst(present.active);
                frozen.addAll(present.frozen);
                parts = present.withActive(memory.layer()).withFresh(List.of()).withFrozen(frozen);
            }
        }
    }

    /** Moves what was set aside into the store's maps, or, if it is much, with what is there into a file. */
    public void drain(boolean toFile) throws IOException {
        synchronized (moving) {
            Parts present = parts;
            MapLayer small = present.small;
            RunFolder files = folder;
            if (dropped || small == null || files == null || present.frozen.isEmpty()) {
                return;
            }
            long size = small.size();
            for (Layer layer : present.frozen) {
                size += layer.size();
            }
            if (toFile && size > SMALL) {
                drainToFile(present.frozen, small, files);
            } else {
                drainToMaps(present.frozen, small);
            }
            setAside = 0;
        }
    }

    private void drainToMaps(List<Layer> frozen, MapLayer small) {
        MapLayer before = small.frozen();
        synchronized (this) {
            parts = parts.withSmall(before);
        }
        small.applyAll(MergedWalk.of(frozen, FIRST, false));
        synchronized (this) {
            parts = parts.withSmall(small).withFrozen(List.of());
        }
    }

    private void drainToFile(List<Layer> frozen, MapLayer small, RunFolder files) throws IOException {
        List<Layer> newer = new ArrayList<>(frozen);
        newer.add(small);
        Run run = files.write(MergedWalk.of(newer, FIRST, false));
        MapLayer before = small.frozen();
        synchronized (this) {
            parts = parts.withSmall(before);
        }
        small.clear();
        synchronized (this) {
            List<Run> runs = new ArrayList<>(parts.runs);
            runs.addFirst(run);
            changed = true;
            parts = parts.withSmall(small).withFrozen(List.of()).withRuns(runs);
        }
    }

    /** The files' numbers if they are not what was last written down. */
    public @Nullable List<Integer> takeChanged() {
        synchronized (this) {
            if (!built || dropped || !changed) {
                return null;
            }
            changed = false;
            return parts.runs.stream().map(Run::number).toList();
        }
    }

    /** Merges neighbouring files of similar size; false if there is nothing to merge. */
    public boolean merge(boolean idle) throws IOException {
        RunFolder files = folder;
        List<Run> merged = view(idle);
        if (files == null || merged.isEmpty()) {
            return false;
        }
        Run result;
        try {
            result = files.writeUnlessEnding(MergedWalk.of(merged, FIRST, false), idle);
        } finally {
            merged.forEach(Run::release);
        }
        synchronized (this) {
            List<Run> runs = new ArrayList<>(parts.runs);
            int at = runs.indexOf(merged.getFirst());
            if (dropped || at < 0) {
                files.retire(List.of(result));
                return false;
            }
            runs.subList(at, at + merged.size()).clear();
            runs.add(at, result);
            parts = parts.withRuns(runs);
            changed = true;
            files.retire(merged);
            return true;
        }
    }

    /** Neighbouring files of one level, held on to. */
    private List<Run> view(boolean idle) {
        synchronized (this) {
            List<Run> runs = parts.runs;
            int needed = idle ? 2 : FAN;
            int start = 0;
            for (int i = 1; i <= runs.size() && !dropped; i++) {
                if (i < runs.size() && level(runs.get(i)) <= level(runs.get(start))) {
                    continue;
                }
                if (i - start >= needed) {
                    List<Run> found = runs.subList(start, i);
                    found.forEach(Run::retain);
                    return found;
                }
                start = i;
            }
            return List.of();
        }
    }

    private static int level(Run run) {
        return (int) (Math.log(Math.max(1.0, run.size() / (double) SMALL)) / Math.log(FAN));
    }

    // Building

    /** A part under construction: sorted stretches, each in a file or in memory. */
    public Builder builder() {
        return new Builder();
    }

    /** Collects entries in any order and makes them a part of the index. */
    public final class Builder {

        private static final int STRETCH = 200_000;

        private final List<Run> runs = new ArrayList<>();
        private final @Nullable MapLayer inMemory = folder == null ? memory.layer() : null;
        private Entry[] entries = new Entry[1 << 10];
        private int size;

        public void add(byte[] key, int entryLength) throws IOException {
            if (inMemory != null) {
                inMemory.apply(key, entryLength, 1);
                return;
            }
            if (size == entries.length) {
                entries = Arrays.copyOf(entries, size * 2);
            }
            entries[size++] = new Entry(key, entryLength);
            if (size == STRETCH) {
                flush();
            }
        }

        private void flush() throws IOException {
            RunFolder files = folder;
            if (files != null && size > 0) {
                runs.add(files.write(new SortedLayer(entries, size).walk(FIRST, false)));
                size = 0;
            }
        }

        /** Puts what was collected behind everything else. */
        public void install() throws IOException {
            flush();
            entries = new Entry[0];
            if (runs.size() > 1) {
                RunFolder files = folder;
                if (files != null) {
                    Run whole = files.write(MergedWalk.of(runs, FIRST, false));
                    files.retire(List.copyOf(runs));
                    runs.clear();
                    runs.add(whole);
                }
            }
            synchronized (Layers.this) {
                Parts present = parts;
                if (inMemory != null) {
                    parts = present.withSmall(inMemory);
                } else if (dropped) {
                    retire();
                } else {
                    parts = present.withRuns(runs);
                }
                changed = true;
            }
        }

        /** Gives up what was collected, unless it has been installed. */
        public void abandon() {
            synchronized (Layers.this) {
                if (parts.runs.isEmpty()) {
                    retire();
                }
            }
        }

        private void retire() {
            RunFolder files = folder;
            if (files != null) {
                files.retire(List.copyOf(runs));
            }
        }
    }

    /** Gives up everything; the files go with the next checkpoint. */
    public void drop() {
        synchronized (moving) {
            synchronized (this) {
                dropped = true;
                if (folder != null) {
                    folder.retire(parts.runs);
                }
            }
        }
    }

    /** Closes the files. */
    public void close() {
        synchronized (this) {
            if (!dropped) {
                dropped = true;
                parts.runs.forEach(Run::release);
            }
        }
    }

    public @Nullable MVMap<byte[], Integer> added() {
        MapLayer small = parts.small;
        return folder == null || small == null ? null : small.added();
    }

    public @Nullable MVMap<byte[], Integer> withdrawn() {
        MapLayer small = parts.small;
        return folder == null || small == null ? null : small.withdrawn();
    }
}
