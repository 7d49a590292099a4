package io.communitycloud.store.layer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A part of an index in a sorted file, never changed; its directory is in memory.
 *
 * <p>Whoever reads holds on to it, so that the file is closed only after the last one has let go.
 */
final class Run implements Layer {

    private final Path file;
    private final int number;
    private final FileChannel channel;
    private final BlockCache cache;
    private final byte[][] separators;
    private final long[] offsets;
    private final long[] netBefore;
    private final int[] entries;
    private final int[] checksums;
    private final long size;
    private final AtomicInteger holders = new AtomicInteger(1);

    private Run(Path file, int number, FileChannel channel, BlockCache cache, int blocks, long size) {
        this.file = file;
        this.number = number;
        this.channel = channel;
        this.cache = cache;
        this.separators = new byte[blocks][];
        this.offsets = new long[blocks + 1];
        this.netBefore = new long[blocks + 1];
        this.entries = new int[blocks];
        this.checksums = new int[blocks];
        this.size = size;
    }

    /** Opens a file; one that is not whole is refused. */
    static Run open(Path file, int number, BlockCache cache) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return read(file, number, channel, cache);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Run read(Path file, int number, FileChannel channel, BlockCache cache) throws IOException {
        long end = channel.size() - RunWriter.FOOTER;
        if (end < 0) {
            throw new IOException(file + " is cut short");
        }
        ByteBuffer footer = ByteBuffer.wrap(bytes(channel, end, RunWriter.FOOTER));
        long directoryAt = footer.getLong();
        long size = footer.getLong();
        int length = footer.getInt();
        int blocks = footer.getInt();
        int expected = footer.getInt();
        boolean plausible = footer.getInt(RunWriter.FOOTER - 4) == RunWriter.MAGIC
                && length >= 0
                && blocks >= 0
                && directoryAt + length == end;
        if (!plausible) {
            throw new IOException(file + " does not end as it should");
        }
        byte[] directory = bytes(channel, directoryAt, length);
        if (checksum(directory) != expected) {
            throw new IOException("the directory of " + file + " is damaged");
        }
        Run run = new Run(file, number, channel, cache, blocks, size);
        ByteBuffer rows = ByteBuffer.wrap(directory);
        for (int i = 0; i < blocks; i++) {
            byte[] separator = new byte[rows.getInt()];
            rows.get(separator);
            run.separators[i] = separator;
            run.offsets[i + 1] = run.offsets[i] + rows.getInt();
            run.entries[i] = rows.getInt();
            run.netBefore[i + 1] = run.netBefore[i] + rows.getInt();
            run.checksums[i] = rows.getInt();
        }
        return run;
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    private static byte[] bytes(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("unexpected end of file");
            }
        }
        return buffer.array();
    }

    int number() {
        return number;
    }

    /** Bytes on disk. */
    long bytes() {
        return offsets[offsets.length - 1];
    }

    /** Holds on to the file; false if it is closed already. */
    boolean retain() {
        while (true) {
            int present = holders.get();
            if (present == 0) {
                return false;
            }
            if (holders.compareAndSet(present, present + 1)) {
                return true;
            }
        }
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Removes the file; those who still read it are not disturbed. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
        release();
    }

    /** A block somebody looks for, and may look for again. */
    private byte[] lookUp(int block) {
        byte[] bytes = cache.get(number, block);
        if (bytes == null) {
            bytes = block(block);
            cache.keep(number, block, bytes);
        }
        return bytes;
    }

    private byte[] block(int block) {
        try {
            byte[] bytes = bytes(channel, offsets[block], (int) (offsets[block + 1] - offsets[block]));
            if (checksum(bytes) != checksums[block]) {
                throw new IOException("block " + block + " of " + file + " is damaged");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The block a key would be in: the last one that does not begin behind it. */
    private int find(byte[] key) {
        int low = 0;
        int high = separators.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(separators[middle], key) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Math.max(0, high);
    }

    @Override
    public EntryWalk walk(byte[] from, boolean reverse) {
        return reverse ? new Backward(from) : new Forward(from);
    }

    @Override
    public long rank(byte[] key) {
        if (separators.length == 0) {
            return 0;
        }
        int block = find(key);
        Reader reader = new Reader(lookUp(block));
        long rank = netBefore[block];
        while (reader.advance() && reader.compareTo(key) < 0) {
            rank += reader.weight;
        }
        return rank;
    }

    /** The directory tells which blocks the keys are in; how far in, the blocks themselves would. */
    @Override
    public Amount estimate(byte[] from, byte[] to) {
        if (separators.length == 0 || Arrays.compareUnsigned(from, to) >= 0) {
            return Amount.NONE;
        }
        int first = find(from);
        int last = find(to);
        if (first == last) {
            return new Amount(-withdrawn(first), added(first));
        }
        long between = netBefore[last] - netBefore[first + 1];
        return new Amount(between - withdrawn(first) - withdrawn(last), between + added(first) + added(last));
    }

    private long added(int block) {
        return (entries[block] + netBefore[block + 1] - netBefore[block]) / 2;
    }

    private long withdrawn(int block) {
        return entries[block] - added(block);
    }

    @Override
    public int weight(byte[] key) {
        EntryWalk walk = new Forward(key);
        return walk.advance() && Arrays.equals(walk.key(), key) ? walk.weight() : 0;
    }

    @Override
    public long size() {
        return size;
    }

    /** Reads one block from its beginning; the present key lies in a buffer that the next one overwrites. */
    private static final class Reader {

        private final byte[] bytes;
        private int position;
        private byte[] buffer = new byte[256];
        private int length;
        private int entryLength;
        private int weight;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean advance() {
            if (position == bytes.length) {
                return false;
            }
            int shared = varint();
            int rest = varint();
            length = shared + rest;
            if (length > buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.max(length, buffer.length * 2));
            }
            System.arraycopy(bytes, position, buffer, shared, rest);
            position += rest;
            int tag = varint();
            entryLength = tag >>> 1;
            weight = (tag & 1) == 0 ? 1 : -1;
            return true;
        }

        int compareTo(byte[] key) {
            return Arrays.compareUnsigned(buffer, 0, length, key, 0, key.length);
        }

        byte[] key() {
            return Arrays.copyOf(buffer, length);
        }

        private int varint() {
            int b = bytes[position++];
            int result = b & 0x7F;
            int shift = 7;
            while (b < 0) {
                b = bytes[position++];
                result |= (b & 0x7F) << shift;
                shift += 7;
            }
            return result;
        }
    }

    private final class Forward implements EntryWalk {

        private int block;
        private Reader reader = new Reader(new byte[0]);
        private boolean ahead;
        private byte @Nullable [] key;

        Forward(byte[] from) {
            if (separators.length == 0) {
                return;
            }
            block = find(from);
            reader = new Reader(lookUp(block));
            while (reader.advance()) {
                if (reader.compareTo(from) >= 0) {
                    ahead = true;
                    return;
                }
            }
        }

        @Override
        public boolean advance() {
            key = null;
            if (ahead) {
                ahead = false;
                return true;
            }
            while (!reader.advance()) {
                if (block + 1 >= separators.length) {
                    return false;
                }
                reader = new Reader(block(++block));
            }
            return true;
        }

        @Override
        public byte[] key() {
            byte[] present = key;
            if (present == null) {
                present = reader.key();
                key = present;
            }
            return present;
        }

        @Override
        public int entryLength() {
            return reader.entryLength;
        }

        @Override
        public int weight() {
            return reader.weight;
        }
    }

    /** A block can only be read forward, so its entries are kept to be given in reverse. */
    private final class Backward implements EntryWalk {

        private byte[] keys = new byte[8 << 10];
        private int[] ends = new int[128];
        private int[] tags = new int[128];
        private int block;
        private int next = -1;
        private int present;
        private byte @Nullable [] key;

        Backward(byte[] from) {
            if (separators.length == 0) {
                return;
            }
            block = find(from);
            Reader reader = new Reader(lookUp(block));
            while (reader.advance() && reader.compareTo(from) <= 0) {
                keep(reader);
            }
        }

        private void keep(Reader reader) {
            int at = ++next;
            int start = at == 0 ? 0 : ends[at - 1];
            if (at == ends.length) {
                ends = Arrays.copyOf(ends, at * 2);
                tags = Arrays.copyOf(tags, at * 2);
            }
            int end = start + reader.length;
            if (end > keys.length) {
                keys = Arrays.copyOf(keys, Math.max(end, keys.length * 2));
            }
            System.arraycopy(reader.buffer, 0, keys, start, reader.length);
            ends[at] = end;
            tags[at] = reader.entryLength * reader.weight;
        }

        @Override
        public boolean advance() {
            key = null;
            while (next < 0) {
                if (block == 0) {
                    return false;
                }
                Reader reader = new Reader(block(--block));
                while (reader.advance()) {
                    keep(reader);
                }
            }
            present = next--;
            return true;
        }

        @Override
        public byte[] key() {
            byte[] found = key;
            if (found == null) {
                found = Arrays.copyOfRange(keys, present == 0 ? 0 : ends[present - 1], ends[present]);
                key = found;
            }
            return found;
        }

        @Override
        public int entryLength() {
            return Math.abs(tags[present]);
        }

        @Override
        public int weight() {
            return tags[present] < 0 ? -1 : 1;
        }
    }
}
