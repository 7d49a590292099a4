package io.communitycloud.store.storage;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Small numbers, one byte each where they can be. */
final class LengthType extends BasicDataType<Integer> {

    static final LengthType INSTANCE = new LengthType();

    private LengthType() {}

    @Override
    public int compare(Integer one, Integer other) {
        return one.compareTo(other);
    }

    @Override
    public boolean isMemoryEstimationAllowed() {
        return false;
    }

    @Override
    public int getMemory(Integer number) {
        return 8;
    }

    @Override
    public void write(WriteBuffer buffer, Integer number) {
        buffer.putVarInt(number);
    }

    @Override
    public Integer read(ByteBuffer buffer) {
        return DataUtils.readVarInt(buffer);
    }

    @Override
    public Integer[] createStorage(int size) {
        return new Integer[size];
    }
}
