package io.communitycloud.store.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where sorted files lie. One that is no longer needed goes only after the store has written down that it is not. */
public final class RunFolder {

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final String ENDING = ".run";

    /** Work that can wait takes a processor for about a millisecond at a time. */
    private static final int STRETCH = 2_048;

    private static final long PAUSE_NANOS = 1_000_000;

    /** Blocks kept for all indexes together: usually 16 MB. */
    private static final int CACHED_BLOCKS = 4_096;

    private final Path folder;
    private final boolean fsync;
    private final BlockCache cache = new BlockCache(CACHED_BLOCKS);
    private final AtomicInteger last = new AtomicInteger();
    private final List<Run> retired = new ArrayList<>();
    private volatile boolean ending;

    public RunFolder(Path folder, boolean fsync) throws IOException {
        this.folder = folder;
        this.fsync = fsync;
        for (int number : numbers()) {
            last.accumulateAndGet(number, Math::max);
        }
    }

    private List<Integer> numbers() throws IOException {
        List<Integer> result = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                result.add(Integer.parseInt(name.substring(0, name.length() - ENDING.length())));
            }
        }
        return result;
    }

    public BlockReads reads() {
        return cache.reads();
    }

    private Path file(int number) {
        return folder.resolve(number + ENDING);
    }

    Run open(int number) throws IOException {
        return Run.open(file(number), number, cache);
    }

    Run write(EntryWalk entries) throws IOException {
        int number = last.incrementAndGet();
        RunWriter.write(file(number), entries, fsync);
        return open(number);
    }

    /** Writes what can as well be written another time: the store's end does not wait for it. */
    Run writeUnlessEnding(EntryWalk entries, boolean gently) throws IOException {
        return write(new Interruptible(entries, gently));
    }

    /** The store is about to end. */
    public void stopMerging() {
        ending = true;
    }

    private final class Interruptible implements EntryWalk {

        private final EntryWalk entries;
        private final boolean gently;
        private int count;

        Interruptible(EntryWalk entries, boolean gently) {
            this.entries = entries;
            this.gently = gently;
        }

        @Override
        public boolean advance() {
            if (ending) {
                throw new CancellationException("the store ends");
            }
            if (gently && ++count % STRETCH == 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return entries.advance();
        }

        @Override
        public byte[] key() {
            return entries.key();
        }

        @Override
        public int entryLength() {
            return entries.entryLength();
        }

        @Override
        public int weight() {
            return entries.weight();
        }
    }

    void retire(List<Run> runs) {
        synchronized (retired) {
            retired.addAll(runs);
        }
    }

    /** What may be deleted once the present state is written down. */
    public List<Runnable> retired() {
        synchronized (retired) {
            List<Runnable> result = new ArrayList<>();
            for (Run run : retired) {
                result.add(() -> delete(run));
            }
            retired.clear();
            return result;
        }
    }

    private static void delete(Run run) {
        try {
            run.delete();
        } catch (IOException e) {
            LOG.warn("cannot delete a file nobody needs; it goes with the next start", e);
        }
    }

    /** Deletes what a process that died left behind. */
    public void deleteOthers(Set<Integer> known) throws IOException {
        for (int number : numbers()) {
            if (!known.contains(number)) {
                Files.deleteIfExists(file(number));
            }
        }
    }
}
