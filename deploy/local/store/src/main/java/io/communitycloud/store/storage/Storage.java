package io.communitycloud.store.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.communitycloud.store.Refusal;
import io.communitycloud.store.StoreInUse;
import io.communitycloud.store.StoreSettings;
import io.communitycloud.store.layer.BlockReads;
import io.communitycloud.store.layer.Layers;
import io.communitycloud.store.layer.MemoryMaps;
import io.communitycloud.store.layer.RunFolder;
import io.communitycloud.store.log.LogRecord;
import io.communitycloud.store.log.WriteLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maps that survive the process.
 *
 * <p>Every change is applied to the maps and appended to the log while its thread holds the shared side of a gate. A
 * checkpoint closes the gate only for the instant in which it starts a new log segment and takes the maps' roots; the
 * pages are written behind the writers' backs, and then the older segments go. So the file always holds exactly what
 * the segments before its own hold, and what follows is replayed.
 */
public final class Storage implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

    private static final String FIRST_SEGMENT = "#log";
    private static final int PAGE_BYTES = 8 << 10;
    private static final int KEPT_DOCUMENTS = 64 << 10;
    private static final int RETENTION_MILLIS = 10_000;
    private static final long MAX_RECORDS_BETWEEN_CHECKPOINTS = 20_000;

    /** Changed pages stay in memory until a checkpoint; beyond the first share one is made, beyond the second writers wait. */
    private static final long MAX_CHANGED_BYTES = Runtime.getRuntime().maxMemory() / 10;

    private static final long STALLING_BYTES = Runtime.getRuntime().maxMemory() / 5;

    /** Writing changed pages takes up to two and a half times their memory again. */
    private static final long STALLING_PAGE_BYTES = Runtime.getRuntime().maxMemory() / 8;

    private static final long STALL_CHECK_NANOS = 5_000_000;
    private static final int STALLS = 2_000;
    private static final long STALL_NANOS = 5_000_000;
    private static final long SPACE_CHECK_NANOS = 100_000_000;
    private static final int MAX_DRAINS = 3;
    private static final long DRAINED_WITH_GATE_CLOSED = 512 << 10;

    /** With no more changes than these between checkpoints there is time to merge files that only readers mind. */
    private static final long FEW_RECORDS = 50;

    private static final long IDLE_NANOS = 2_000_000_000;
    private static final int COMPACTED_BYTES = 8 << 20;
    private static final int IDLE_COMPACTED_BYTES = 16 << 20;
    private static final int WANTED_FILL_PERCENT = 50;

    private final StoreSettings settings;
    private final MVStore store;
    private final MVMap<String, byte[]> catalogue;

    /** Per index the files it is spread over. */
    private final MVMap<String, byte[]> runLists;

    private final DocumentCache found = new DocumentCache(KEPT_DOCUMENTS);
    private final MemoryMaps memory = new MemoryMaps(Storage::memoryMap);
    private final @Nullable RunFolder runs;
    private final Map<Integer, Layers> layers = new ConcurrentHashMap<>();
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private final ThreadLocal<long[]> lastPosition = ThreadLocal.withInitial(() -> new long[1]);
    private final Object checkpointing = new Object();
    private final AtomicBoolean closed = new AtomicBoolean();

    private @Nullable WriteLog log;
    private @Nullable FileChannel lockChannel;
    private @Nullable ScheduledExecutorService checkpoints;
    private @Nullable ScheduledExecutorService merges;
    private long checkpointRecords;
    private volatile long lastCheckpoint = System.nanoTime();
    private volatile long lastBusy = System.nanoTime();
    private volatile long spaceChecked;
    private volatile boolean spaceLeft = true;
    private volatile boolean stalled;
    private volatile long stallChecked;
    private volatile boolean ended;

    private Storage(StoreSettings settings, MVStore store, @Nullable RunFolder runs) {
        this.settings = settings;
        this.store = store;
        this.runs = runs;
        this.catalogue = openNamed(store, "catalogue");
        this.runLists = openNamed(store, "runs");
    }

    private static MVMap<String, byte[]> openNamed(MVStore store, String name) {
        return store.openMap(
                name,
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(BytesType.INSTANCE));
    }

    private static MVMap<byte[], Integer> memoryMap() {
        return openEntries(new MVStore.Builder().autoCommitDisabled().open(), "entries");
    }

    private static MVMap<byte[], Integer> openEntries(MVStore store, String name) {
        return store.openMap(
                name,
                new MVMap.Builder<byte[], Integer>().keyType(BytesType.INSTANCE).valueType(LengthType.INSTANCE));
    }

    /** Opens the maps and locks the folder; the log is replayed by {@link #recover}. */
    public static Storage open(StoreSettings settings) {
        Path folder = settings.folder();
        if (folder == null) {
            return new Storage(
                    settings, new MVStore.Builder().autoCommitDisabled().open(), null);
        }
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("store.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock(channel, folder);
            try {
                RunFolder runs = new RunFolder(folder, settings.fsync());
                Storage storage = new Storage(settings, openStore(settings, folder), runs);
                storage.lockChannel = channel;
                return storage;
            } catch (RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void lock(FileChannel channel, Path folder) throws IOException {
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new StoreInUse(folder);
        }
    }

    private static MVStore openStore(StoreSettings settings, Path folder) {
        MVStore store = new MVStore.Builder()
                .fileName(folder.resolve("store.mv").toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .autoCompactFillRate(0)
                .cacheSize(settings.cacheMegabytes())
                .pageSplitSize(PAGE_BYTES)
                .open();
        store.setRetentionTime(RETENTION_MILLIS);
        // Only with a delay does the store save in the background; this one never passes.
        store.setAutoCommitDelay(Integer.MAX_VALUE);
        return store;
    }

    /** Replays the log, then starts to take changes and checkpoints. */
    public void recover(Consumer<LogRecord> replay) {
        Path folder = settings.folder();
        if (folder == null) {
            return;
        }
        try {
            deleteUnknownRuns();
            byte[] first = catalogue.get(FIRST_SEGMENT);
            long segment = first == null ? 1 : Long.parseLong(new String(first, UTF_8));
            long[] replayed = new long[1];
            log = WriteLog.open(folder, settings.fsync(), segment, entry -> {
                replay.accept(entry);
                replayed[0]++;
            });
            if (replayed[0] > 0) {
                LOG.info("replayed {} changes from the log", replayed[0]);
            }
            checkpointRecords = replayed[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        checkpoints = repeat("store-checkpoint", this::checkpointIfDue, 20);
        merges = repeat("store-merge", this::merge, 100);
    }

    private static ScheduledExecutorService repeat(String name, Runnable task, int millis) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
                work -> Thread.ofPlatform().daemon().name(name).unstarted(work));
        var ignored = executor.scheduleWithFixedDelay(task, 50, millis, TimeUnit.MILLISECONDS);
        return executor;
    }

    private void deleteUnknownRuns() throws IOException {
        RunFolder files = runs;
        Set<Integer> known = new HashSet<>();
        for (byte[] list : runLists.values()) {
            known.addAll(runNumbers(list));
        }
        if (files != null) {
            files.deleteOthers(known);
        }
    }

    public boolean isPersistent() {
        return settings.folder() != null;
    }

    public MVMap<String, byte[]> catalogue() {
        return catalogue;
    }

    /** Documents by key. */
    public Documents openData(int id) {
        MVMap<byte[], byte[]> map = store.openMap(
                "data." + id,
                new MVMap.Builder<byte[], byte[]>().keyType(BytesType.INSTANCE).valueType(BytesType.INSTANCE));
        return new Documents(id, map, found);
    }

    /** Entries of an index, the same ones for the same number. */
    public Layers openIndex(int id) {
        return layers.computeIfAbsent(id, this::openLayers);
    }

    private Layers openLayers(int id) {
        RunFolder files = runs;
        if (files == null) {
            return Layers.inMemory(memory);
        }
        return Layers.open(
                memory,
                files,
                openEntries(store, "index." + id),
                openEntries(store, "withdrawn." + id),
                runNumbers(runLists.get(Integer.toString(id))));
    }

    private static List<Integer> runNumbers(byte @Nullable [] list) {
        List<Integer> result = new ArrayList<>();
        if (list != null && list.length > 0) {
            for (String number : new String(list, UTF_8).split(",", -1)) {
                result.add(Integer.parseInt(number));
            }
        }
        return result;
    }

    /** Removes an index's entries. */
    public void removeIndex(int id) {
        Layers removed = layers.remove(id);
        if (removed == null) {
            return;
        }
        removed.drop();
        remove(removed.added());
        remove(removed.withdrawn());
        byte[] ignored = runLists.remove(Integer.toString(id));
    }

    public void remove(@Nullable MVMap<?, ?> map) {
        if (map != null && !map.isClosed()) {
            store.removeMap(map);
        }
    }

    /** Keeps the present state readable until the given usage ends. */
    public MVStore.TxCounter pin() {
        return store.registerVersionUsage();
    }

    public void unpin(MVStore.TxCounter usage) {
        store.deregisterVersionUsage(usage);
    }

    /** Runs a change with the gate open: it applies to the maps and logs what it did. */
    public void change(Runnable change) {
        if (gate.getReadHoldCount() == 0 && isStalled()) {
            waitForCheckpoint();
        }
        gate.readLock().lock();
        try {
            if (ended) {
                throw new IllegalStateException("the store has ended");
            }
            change.run();
        } finally {
            gate.readLock().unlock();
        }
    }

    /** Asked by the writers themselves: while a checkpoint is under way nobody else would notice. */
    private boolean isStalled() {
        long now = System.nanoTime();
        if (log != null && now - stallChecked > STALL_CHECK_NANOS) {
            stallChecked = now;
            stalled = isOverfull();
        }
        return stalled;
    }

    private void waitForCheckpoint() {
        for (int i = 0; i < STALLS && isOverfull(); i++) {
            LockSupport.parkNanos(STALL_NANOS);
        }
        stalled = isOverfull();
    }

    private boolean isOverfull() {
        long pages = store.getUnsavedMemory();
        return pages > STALLING_PAGE_BYTES || pages + pendingBytes() > STALLING_BYTES;
    }

    private long pendingBytes() {
        long sum = 0;
        for (Layers index : layers.values()) {
            sum += index.pendingBytes();
        }
        return sum;
    }

    /** Logs a change; only within {@link #change}. */
    public void log(LogRecord entry) {
        if (log != null) {
            lastPosition.get()[0] = log.append(entry);
        }
    }

    /** Waits until what this thread has changed survives the process. */
    public void awaitDurable() {
        WriteLog current = log;
        long position = lastPosition.get()[0];
        if (current != null && position > 0) {
            lastPosition.get()[0] = 0;
            current.await(position);
        }
    }

    /** Refuses changes while the disk has no room for them. */
    public void requireSpace() {
        WriteLog current = log;
        if (current == null) {
            return;
        }
        long now = System.nanoTime();
        if (now - spaceChecked > SPACE_CHECK_NANOS) {
            spaceChecked = now;
            spaceLeft = usableSpace() >= settings.reservedBytes();
        }
        if (!spaceLeft) {
            throw Refusal.outOfDiskSpace(
                    "less than " + settings.reservedBytes() + " bytes left for " + settings.folder());
        }
        current.requireHealthy();
    }

    private long usableSpace() {
        Path folder = settings.folder();
        try {
            return folder == null ? Long.MAX_VALUE : Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            LOG.warn("cannot tell the space left for {}", folder, e);
            return Long.MAX_VALUE;
        }
    }

    private void checkpointIfDue() {
        WriteLog current = log;
        if (current == null || closed.get()) {
            return;
        }
        try {
            long records = checkpointRecords + current.records();
            if (records > FEW_RECORDS) {
                lastBusy = System.nanoTime();
            }
            boolean due = System.nanoTime() - lastCheckpoint
                    >= settings.checkpointInterval().toNanos();
            long changed = store.getUnsavedMemory() + pendingBytes();
            stalled = isOverfull();
            boolean large = stalled || records >= MAX_RECORDS_BETWEEN_CHECKPOINTS || changed > MAX_CHANGED_BYTES;
            if (large || (records > 0 && due)) {
                if (usableSpace() < settings.reservedBytes() / 2) {
                    LOG.warn("no checkpoint: the disk is full");
                    return;
                }
                checkpoint();
                compact(COMPACTED_BYTES);
            } else if (due) {
                compactIdly();
            }
        } catch (MVStoreException e) {
            LOG.error("the store cannot be written any more; its log holds everything acknowledged", e);
        } catch (IOException | RuntimeException e) {
            LOG.error("checkpoint failed, trying again", e);
        }
    }

    /** Uses the time nobody writes to gather sparse parts of the file. */
    private void compactIdly() throws IOException {
        if (usableSpace() > settings.reservedBytes() && compact(IDLE_COMPACTED_BYTES)) {
            checkpoint();
        }
        lastCheckpoint = System.nanoTime();
    }

    /** Makes the maps themselves durable and shortens the log. */
    public void checkpoint() throws IOException {
        WriteLog current = log;
        if (current == null) {
            return;
        }
        synchronized (checkpointing) {
            // What can be written before the gate closes does not lengthen the time it is closed.
            for (int i = 0; i == 0 || (i < MAX_DRAINS && pendingBytes() > DRAINED_WITH_GATE_CLOSED); i++) {
                freeze();
                drain(true);
            }
            current.await(current.appended());
            long segment;
            List<Runnable> unneeded;
            gate.writeLock().lock();
            try {
                segment = current.rotate();
                layers.values().forEach(Layers::freeze);
                drain(false);
                unneeded = writeDownRuns();
                catalogue.put(FIRST_SEGMENT, Long.toString(segment).getBytes(UTF_8));
                while (store.tryCommit() < 0 && store.hasUnsavedChanges()) {
                    Thread.onSpinWait();
                }
            } finally {
                gate.writeLock().unlock();
            }
            store.executeFilestoreOperation(() -> {});
            if (settings.fsync()) {
                store.sync();
            }
            current.deleteBefore(segment);
            unneeded.forEach(Runnable::run);
            checkpointRecords = 0;
            lastCheckpoint = System.nanoTime();
            stalled = isOverfull();
        }
    }

    private void freeze() {
        gate.writeLock().lock();
        try {
            layers.values().forEach(Layers::freeze);
        } finally {
            gate.writeLock().unlock();
        }
    }

    private void drain(boolean toFiles) throws IOException {
        for (Layers index : layers.values()) {
            index.drain(toFiles);
        }
    }

    /** Puts into the store which files there are, and returns how to delete those that are then not needed. */
    private List<Runnable> writeDownRuns() {
        List<Runnable> unneeded = runs == null ? List.of() : runs.retired();
        for (Map.Entry<Integer, Layers> index : layers.entrySet()) {
            List<Integer> numbers = index.getValue().takeChanged();
            if (numbers != null) {
                String list =
                        String.join(",", numbers.stream().map(String::valueOf).toList());
                byte[] ignored = runLists.put(Integer.toString(index.getKey()), list.getBytes(UTF_8));
            }
        }
        return unneeded;
    }

    /** Merges files of one index; what was many small ones is then one. */
    private void merge() {
        try {
            boolean idle = System.nanoTime() - lastBusy > IDLE_NANOS;
            long space = usableSpace() - settings.reservedBytes();
            for (Layers index : layers.values()) {
                if (!closed.get() && index.bytes() < space) {
                    boolean ignored = index.merge(idle);
                }
            }
        } catch (CancellationException e) {
            LOG.debug("merging stopped: {}", e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.error("merging files of an index failed, trying again", e);
        }
    }

    /** Gathers what is left of sparse parts of the file, so that their space can be used again. */
    private boolean compact(int bytes) {
        int filled = store.getFileStore().getChunksFillRate();
        boolean sparse = filled < WANTED_FILL_PERCENT / 2;
        return filled < WANTED_FILL_PERCENT
                && store.compact(WANTED_FILL_PERCENT, sparse ? IDLE_COMPACTED_BYTES : bytes);
    }

    /** What looking into indexes has cost since the start. */
    public BlockReads blockReads() {
        return runs == null ? BlockReads.NONE : runs.reads();
    }

    /** What finding documents has cost since the start. */
    public DocumentReads documentReads() {
        return found.reads();
    }

    /** How often the file of the documents has been read since the start. */
    public long pageReads() {
        return store.getFileStore() == null ? 0 : store.getFileStore().getReadCount();
    }

    /** Bytes the data take on disk. */
    public long size() {
        long files = layers.values().stream().mapToLong(Layers::bytes).sum();
        return files + (store.getFileStore() == null ? 0 : store.getFileStore().size());
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (runs != null) {
            runs.stopMerging();
        }
        end(merges);
        end(checkpoints);
        gate.writeLock().lock();
        try {
            ended = true;
        } finally {
            gate.writeLock().unlock();
        }
        boolean saved = false;
        try {
            if (log != null) {
                checkpoint();
                saved = true;
                log.close();
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("the last checkpoint failed; the log holds everything acknowledged", e);
        } finally {
            // What no checkpoint has seen must not be written: the entries that belong to it are in memory.
            if (saved) {
                store.close();
            } else {
                store.closeImmediately();
            }
            layers.values().forEach(Layers::close);
            closeLock();
        }
    }

    private static void end(@Nullable ScheduledExecutorService executor) {
        if (executor != null) {
            executor.shutdown();
            try {
                boolean ignored = executor.awaitTermination(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void closeLock() {
        try {
            if (lockChannel != null) {
                lockChannel.close();
            }
        } catch (IOException e) {
            LOG.warn("cannot release the lock file", e);
        }
    }
}
