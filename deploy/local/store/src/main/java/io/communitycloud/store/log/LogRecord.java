package io.communitycloud.store.log;

import org.jspecify.annotations.Nullable;

/** One change as it is logged: what is under a key from now on, or null if nothing is. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record LogRecord(int space, byte[] key, byte @Nullable [] value) {

    /** The space of the catalogue; collections have their own numbers. */
    public static final int CATALOGUE = 0;
}
