package io.communitycloud.store.bson;

import java.util.Arrays;

/** Binary of a subtype that the document model has no class for, such as 6 (encrypted). */
public final class TypedBinary {

    private final byte subtype;
    private final byte[] data;

    public TypedBinary(byte subtype, byte[] data) {
        this.subtype = subtype;
        this.data = data;
    }

    public byte subtype() {
        return subtype;
    }

    public byte[] data() {
        return data;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TypedBinary that && subtype == that.subtype && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(data) + subtype;
    }

    @Override
    public String toString() {
        return "Binary(" + subtype + ", " + data.length + " bytes)";
    }
}
