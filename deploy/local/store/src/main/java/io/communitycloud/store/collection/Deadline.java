package io.communitycloud.store.collection;

import io.communitycloud.store.Refusal;

/** The moment after which an operation gives up. */
public final class Deadline {

    /** Never. */
    public static final Deadline NONE = new Deadline(Long.MAX_VALUE);

    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    public static Deadline inMillis(long millis) {
        return millis <= 0 ? NONE : new Deadline(System.nanoTime() + millis * 1_000_000);
    }

    public void check() {
        if (nanos != Long.MAX_VALUE && System.nanoTime() - nanos > 0) {
            throw Refusal.timeLimit();
        }
    }
}
