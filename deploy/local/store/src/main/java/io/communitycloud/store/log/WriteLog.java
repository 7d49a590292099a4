package io.communitycloud.store.log;

import io.communitycloud.store.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The write-ahead log: changes are appended in memory and written in groups, one write (and one fsync, if asked for)
 * for all who arrived together.
 *
 * <p>It is a row of segments. A checkpoint starts a new one, and the older ones go when the checkpoint is complete. A
 * record is length, checksum, space, key length, key, value; the space's lowest bit says whether there is a value. With
 * fsync a segment is filled with zeros ahead of its records, so that an fsync does not have to write its length. When
 * the disk is full, what could not be written stays in memory and is tried again by whoever comes next.
 */
public final class WriteLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WriteLog.class);
    private static final int HEADER = 8;
    private static final int MAX_RECORD = 64 << 20;
    private static final int AHEAD = 2 << 20;
    private static final byte[] ZEROS = new byte[64 << 10];

    private final Path folder;
    private final boolean fsync;
    private final Object monitor = new Object();

    private FileChannel channel;
    private long segment;
    private long written;
    private long filled;

    // Guarded by the monitor.
    private byte[] pending = new byte[1 << 16];
    private int pendingSize;
    private long appended;
    private long durable;
    private long records;
    private boolean flushing;
    private @Nullable IOException failure;

    private WriteLog(Path folder, boolean fsync, long segment) throws IOException {
        this.folder = folder;
        this.fsync = fsync;
        this.segment = segment;
        this.channel = open(segment);
    }

    /**
     * Replays what the segments from the given one on hold and opens a new segment behind them.
     *
     * <p>A damaged end is cut off the last segment; damage anywhere else stops the opening.
     */
    public static WriteLog open(Path folder, boolean fsync, long firstSegment, Consumer<LogRecord> replay)
            throws IOException {
        long last = firstSegment - 1;
        List<Long> segments = segments(folder);
        for (int i = 0; i < segments.size(); i++) {
            long number = segments.get(i);
            if (number < firstSegment) {
                Files.delete(file(folder, number));
                continue;
            }
            replay(file(folder, number), i == segments.size() - 1, replay);
            last = number;
        }
        return new WriteLog(folder, fsync, last + 1);
    }

    private static void replay(Path file, boolean isLast, Consumer<LogRecord> replay) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        CRC32C checksum = new CRC32C();
        while (buffer.remaining() >= HEADER) {
            int start = buffer.position();
            int length = buffer.getInt();
            int expected = buffer.getInt();
            boolean plausible = length >= 8 && length <= MAX_RECORD && length <= buffer.remaining();
            if (plausible) {
                checksum.reset();
                checksum.update(bytes, start + HEADER, length);
            }
            if (!plausible || (int) checksum.getValue() != expected) {
                buffer.position(start);
                break;
            }
            int tag = buffer.getInt();
            byte[] key = new byte[buffer.getInt()];
            buffer.get(key);
            byte[] value = new byte[start + HEADER + length - buffer.position()];
            buffer.get(value);
            replay.accept(new LogRecord(tag >>> 1, key, (tag & 1) == 1 ? value : null));
        }
        if (buffer.hasRemaining() && !isZero(bytes, buffer.position())) {
            if (!isLast) {
                throw new IOException(file + " is damaged at byte " + buffer.position()
                        + " although later segments exist; run the repair");
            }
            LOG.warn("cut {} damaged bytes off the end of {}", buffer.remaining(), file.getFileName());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(buffer.position());
            }
        }
    }

    private static boolean isZero(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Gives up what follows the first damage in the log; for repairs only. */
    public static void cutAtDamage(Path folder) throws IOException {
        boolean damaged = false;
        for (long number : segments(folder)) {
            Path file = file(folder, number);
            if (damaged) {
                LOG.warn("{} follows damage and is set aside", file.getFileName());
                Files.move(file, folder.resolve(file.getFileName() + ".damaged"));
                continue;
            }
            long before = Files.size(file);
            replay(file, true, entry -> {});
            damaged = Files.size(file) < before;
        }
    }

    private static List<Long> segments(Path folder) throws IOException {
        List<Long> result = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "log-*.wal")) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                result.add(Long.parseLong(name.substring(4, name.length() - 4)));
            }
        }
        result.sort(Long::compare);
        return result;
    }

    private static Path file(Path folder, long segment) {
        return folder.resolve("log-" + segment + ".wal");
    }

    private FileChannel open(long number) throws IOException {
        return FileChannel.open(
                file(folder, number),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Appends a change in memory and returns the position to wait for. */
    public long append(LogRecord entry) {
        byte[] value = entry.value() == null ? new byte[0] : entry.value();
        int length = 8 + entry.key().length + value.length;
        byte[] bytes = new byte[HEADER + length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        buffer.putInt(length);
        buffer.putInt(0);
        buffer.putInt((entry.space() << 1) | (entry.value() == null ? 0 : 1));
        buffer.putInt(entry.key().length);
        buffer.put(entry.key());
        buffer.put(value);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, HEADER, length);
        buffer.putInt(4, (int) checksum.getValue());
        synchronized (monitor) {
            if (pendingSize + bytes.length > pending.length) {
                pending = Arrays.copyOf(pending, Math.max(pendingSize + bytes.length, pending.length * 2));
            }
            System.arraycopy(bytes, 0, pending, pendingSize, bytes.length);
            pendingSize += bytes.length;
            appended += bytes.length;
            records++;
            return appended;
        }
    }

    /** Returns when everything up to a position survives the process; writes it if nobody else does. */
    public void await(long position) {
        synchronized (monitor) {
            while (durable < position && flushing) {
                waitForFlush();
            }
            if (durable >= position) {
                return;
            }
            flushing = true;
        }
        flush();
        synchronized (monitor) {
            if (durable < position && failure != null) {
                throw refusal(failure);
            }
        }
    }

    /** Refuses a new change as long as older ones cannot be written. */
    public void requireHealthy() {
        synchronized (monitor) {
            if (failure == null) {
                return;
            }
            while (flushing) {
                waitForFlush();
            }
            flushing = true;
        }
        flush();
        synchronized (monitor) {
            if (failure != null) {
                throw refusal(failure);
            }
        }
    }

    private static RuntimeException refusal(IOException failure) {
        return Refusal.outOfDiskSpace("the write-ahead log cannot be written: " + failure.getMessage());
    }

    private void waitForFlush() {
        boolean interrupted = false;
        while (true) {
            try {
                monitor.wait();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what is pending; only the thread that set {@code flushing} comes here. */
    private void flush() {
        byte[] bytes;
        int size;
        synchronized (monitor) {
            bytes = pending;
            size = pendingSize;
            pending = new byte[Math.clamp(size * 2L, 1 << 12, 1 << 20)];
            pendingSize = 0;
        }
        @Nullable IOException problem = null;
        try {
            if (fsync && written + size > filled) {
                fill(written + size);
            }
            write(ByteBuffer.wrap(bytes, 0, size), written);
            if (fsync) {
                channel.force(false);
            }
            written += size;
        } catch (IOException e) {
            problem = e;
            cutBack();
        }
        synchronized (monitor) {
            failure = problem;
            if (problem == null) {
                durable += size;
            } else {
                LOG.error("write-ahead log: {}", problem.getMessage());
                byte[] all = Arrays.copyOf(bytes, Math.max(bytes.length, size + pendingSize + (1 << 12)));
                System.arraycopy(pending, 0, all, size, pendingSize);
                pending = all;
                pendingSize += size;
            }
            flushing = false;
            monitor.notifyAll();
        }
    }

    /** Writes zeros behind what is about to be written; where there is no room for them it goes without. */
    private void fill(long needed) {
        long end = needed;
        try {
            while (end < needed + AHEAD) {
                write(ByteBuffer.wrap(ZEROS), end);
                end += ZEROS.length;
            }
        } catch (IOException e) {
            LOG.debug("no room ahead of the log: {}", e.getMessage());
        }
        filled = end;
    }

    private void write(ByteBuffer buffer, long position) throws IOException {
        long at = position;
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
    }

    /** Takes back a write that did not succeed as a whole. */
    private void cutBack() {
        try {
            channel.truncate(written);
            filled = 0;
        } catch (IOException e) {
            LOG.error("cannot cut the write-ahead log back to {} bytes", written, e);
        }
    }

    /** Starts a new segment with everything appended so far behind it, and returns its number. */
    public long rotate() throws IOException {
        synchronized (monitor) {
            while (flushing) {
                waitForFlush();
            }
            flushing = true;
        }
        flush();
        synchronized (monitor) {
            while (flushing) {
                waitForFlush();
            }
            if (failure != null) {
                throw failure;
            }
            FileChannel next = open(segment + 1);
            channel.close();
            channel = next;
            segment++;
            written = 0;
            filled = 0;
            records = 0;
            return segment;
        }
    }

    /** Deletes the segments before one. */
    public void deleteBefore(long number) throws IOException {
        for (long old : segments(folder)) {
            if (old < number) {
                Files.deleteIfExists(file(folder, old));
            }
        }
    }

    /** Changes logged since the last rotation. */
    public long records() {
        synchronized (monitor) {
            return records;
        }
    }

    /** Bytes logged since the log was opened. */
    public long appended() {
        synchronized (monitor) {
            return appended;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
