package io.communitycloud.store.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where sorted files lie. One that is no longer needed goes only after the store has written down that it is not. */
public final class RunFolder {

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final String ENDING = ".run";

    private final Path folder;
    private final boolean fsync;
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

    private Path file(int number) {
        return folder.resolve(number + ENDING);
    }

    Run open(int number) throws IOException {
        return Run.open(file(number), number);
    }

    Run write(EntryWalk entries) throws IOException {
        int number = last.incrementAndGet();
        return RunWriter.write(file(number), number, entries, fsync);
    }

    /** Writes what can as well be written another time: the store's end does not wait for it. */
    Run writeUnlessEnding(EntryWalk entries) throws IOException {
        return write(new Interruptible(entries));
    }

    /** The store is about to end. */
    public void stopMerging() {
        ending = true;
    }

    private final class Interruptible implements EntryWalk {

        private final EntryWalk entries;

        Interruptible(EntryWalk entries) {
            this.entries = entries;
        }

        @Override
        public boolean advance() {
            if (ending) {
                throw new CancellationException("the store ends");
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
