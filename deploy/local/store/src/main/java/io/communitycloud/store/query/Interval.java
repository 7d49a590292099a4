package io.communitycloud.store.query;

import io.communitycloud.store.bson.Keys;
import java.util.Arrays;

/** The values from one place to another. */
record Interval(Position low, Position high) {

    static final Interval ALL = new Interval(Position.beforePrefix((byte) 1), Position.beforePrefix((byte) 0xFE));

    static Interval point(byte[] encoding) {
        return new Interval(Position.before(encoding), Position.after(encoding));
    }

    static Interval ofType(byte type) {
        return new Interval(Position.beforePrefix(type), Position.beforePrefix((byte) (type + 1)));
    }

    boolean isPoint() {
        return low.complete()
                && high.complete()
                && !low.after()
                && high.after()
                && Arrays.equals(low.bytes(), high.bytes());
    }

    @SuppressWarnings("ReferenceEquality") // There is only one.
    boolean isAll() {
        return this == ALL;
    }

    boolean isEmpty() {
        return low.compare(high) >= 0;
    }

    Interval intersect(Interval other) {
        if (isAll()) {
            return other;
        }
        if (other.isAll()) {
            return this;
        }
        return new Interval(
                low.compare(other.low) >= 0 ? low : other.low, high.compare(other.high) <= 0 ? high : other.high);
    }

    byte[] from(boolean ascending) {
        return ascending ? low.ascending() : high.descending();
    }

    byte[] to(boolean ascending) {
        return ascending ? high.ascending() : low.descending();
    }

    byte[] pointKey(boolean ascending) {
        return ascending ? low.bytes() : Keys.inverted(low.bytes());
    }
}
