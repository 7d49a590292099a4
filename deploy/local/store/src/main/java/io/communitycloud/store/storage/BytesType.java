package io.communitycloud.store.storage;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Byte arrays compared unsigned, with their whole footprint counted. */
final class BytesType extends BasicDataType<byte[]> {

    static final BytesType INSTANCE = new BytesType();

    private static final int ARRAY_HEADER = 24;

    private BytesType() {}

    @Override
    public int compare(byte[] one, byte[] other) {
        return Arrays.compareUnsigned(one, other);
    }

    /** As inherited, without going through the comparator for each step. */
    @Override
    public int binarySearch(byte[] key, Object storage, int size, int initialGuess) {
        byte[][] keys = (byte[][]) storage;
        int low = 0;
        int high = size - 1;
        int middle = initialGuess - 1;
        if (middle < 0 || middle > high) {
            middle = high >>> 1;
        }
        while (low <= high) {
            int order = Arrays.compareUnsigned(key, keys[middle]);
            if (order == 0) {
                return middle;
            }
            if (order > 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
            middle = (low + high) >>> 1;
        }
        return ~low;
    }

    @Override
    public boolean isMemoryEstimationAllowed() {
        return false;
    }

    @Override
    public int getMemory(byte[] bytes) {
        return ARRAY_HEADER + bytes.length;
    }

    @Override
    public void write(WriteBuffer buffer, byte[] bytes) {
        buffer.putVarInt(bytes.length).put(bytes);
    }

    @Override
    public byte[] read(ByteBuffer buffer) {
        byte[] bytes = new byte[DataUtils.readVarInt(buffer)];
        buffer.get(bytes);
        return bytes;
    }

    @Override
    public byte[][] createStorage(int size) {
        return new byte[size][];
    }
}
