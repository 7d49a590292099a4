package io.communitycloud.store.layer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Writes a sorted file: blocks of keys, each key as what it does not share with the one before, then the directory of
 * the blocks, then where that is.
 */
final class RunWriter implements AutoCloseable {

    static final int MAGIC = 0x52554E31;
    static final int FOOTER = 40;

    private static final int BLOCK_BYTES = 4 << 10;
    private static final int BUFFER_BYTES = 64 << 10;

    private final Path file;
    private final FileChannel channel;
    private final CRC32C checksum = new CRC32C();
    private byte[] block = new byte[BLOCK_BYTES * 2];
    private int blockSize;
    private int blockEntries;
    private int blockNet;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private byte[] directory = new byte[1 << 10];
    private int directorySize;
    private byte[] last = new byte[0];
    private byte[] separator = new byte[0];
    private int blocks;
    private long position;
    private long size;

    RunWriter(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    /** Writes all entries of a walk; without a trace if that fails. */
    static void write(Path file, EntryWalk entries, boolean fsync) throws IOException {
        try (RunWriter writer = new RunWriter(file)) {
            while (entries.advance()) {
                writer.add(entries.key(), entries.entryLength(), entries.weight());
            }
            writer.finish(fsync);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    void add(byte[] key, int entryLength, int weight) throws IOException {
        int shared = 0;
        if (blockEntries == 0) {
            separator = separator(key);
        } else {
            shared = Math.max(0, Arrays.mismatch(last, key));
        }
        int rest = key.length - shared;
        if (blockSize + rest + 15 > block.length) {
            block = Arrays.copyOf(block, Math.max(block.length * 2, blockSize + rest + 15));
        }
        varint(shared);
        varint(rest);
        System.arraycopy(key, shared, block, blockSize, rest);
        blockSize += rest;
        varint((entryLength << 1) | (weight > 0 ? 0 : 1));
        last = key;
        blockEntries++;
        blockNet += weight > 0 ? 1 : -1;
        if (blockSize >= BLOCK_BYTES) {
            endBlock();
        }
    }

    /** The shortest beginning of a key that lies behind the last key before it. */
    private byte[] separator(byte[] key) {
        if (blocks == 0) {
            return new byte[0];
        }
        return Arrays.copyOf(key, Math.min(key.length, Math.max(0, Arrays.mismatch(last, key)) + 1));
    }

    private void varint(int number) {
        int rest = number;
        while (rest > 0x7F) {
            block[blockSize++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        block[blockSize++] = (byte) rest;
    }

    private void endBlock() throws IOException {
        if (blockEntries == 0) {
            return;
        }
        checksum.reset();
        checksum.update(block, 0, blockSize);
        write(block, blockSize);
        int needed = directorySize + separator.length + 20;
        if (needed > directory.length) {
            directory = Arrays.copyOf(directory, Math.max(needed, directory.length * 2));
        }
        ByteBuffer entry = ByteBuffer.wrap(directory, directorySize, directory.length - directorySize);
        entry.putInt(separator.length).put(separator);
        entry.putInt(blockSize).putInt(blockEntries).putInt(blockNet).putInt((int) checksum.getValue());
        directorySize = entry.position();
        blocks++;
        size += blockEntries;
        blockSize = 0;
        blockEntries = 0;
        blockNet = 0;
    }

    private void write(byte[] bytes, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int part = Math.min(length - done, buffer.length - buffered);
            System.arraycopy(bytes, done, buffer, buffered, part);
            buffered += part;
            done += part;
            if (buffered == buffer.length) {
                flush();
            }
        }
        position += length;
    }

    private void flush() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, buffered);
        while (bytes.hasRemaining()) {
            int ignored = channel.write(bytes);
        }
        buffered = 0;
    }

    private void finish(boolean fsync) throws IOException {
        endBlock();
        long directoryAt = position;
        write(directory, directorySize);
        checksum.reset();
        checksum.update(directory, 0, directorySize);
        ByteBuffer footer = ByteBuffer.allocate(FOOTER);
        footer.putLong(directoryAt).putLong(size).putInt(directorySize).putInt(blocks);
        footer.putInt((int) checksum.getValue()).putInt(0).putInt(0).putInt(MAGIC);
        write(footer.array(), FOOTER);
        flush();
        if (fsync) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
