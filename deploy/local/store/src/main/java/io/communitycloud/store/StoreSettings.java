package io.communitycloud.store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a store keeps its data.
 *
 * @param folder where the data are, or null to keep them in memory only
 * @param fsync whether a write is acknowledged only after it would survive a power failure
 * @param cacheMegabytes memory for pages read from disk
 * @param checkpointInterval how long changes may stay in the log only
 * @param memoryLimit bytes a sort, a group or one batch of results may take
 * @param cursorTimeout how long a cursor nobody asks is kept
 * @param expiryInterval how often documents past their time are looked for
 * @param reservedBytes free disk space below which writes are refused
 */
public record StoreSettings(
        @Nullable Path folder,
        boolean fsync,
        int cacheMegabytes,
        Duration checkpointInterval,
        long memoryLimit,
        Duration cursorTimeout,
        Duration expiryInterval,
        long reservedBytes,
        Clock clock) {

    /** The settings a laptop wants. */
    public static StoreSettings in(@Nullable Path folder) {
        return new StoreSettings(
                folder,
                false,
                64,
                Duration.ofSeconds(1),
                100L << 20,
                Duration.ofMinutes(10),
                Duration.ofSeconds(60),
                64L << 20,
                Clock.systemUTC());
    }

    public StoreSettings withFsync(boolean value) {
        return new StoreSettings(
                folder,
                value,
                cacheMegabytes,
                checkpointInterval,
                memoryLimit,
                cursorTimeout,
                expiryInterval,
                reservedBytes,
                clock);
    }

    public StoreSettings withCacheMegabytes(int value) {
        return new StoreSettings(
                folder,
                fsync,
                value,
                checkpointInterval,
                memoryLimit,
                cursorTimeout,
                expiryInterval,
                reservedBytes,
                clock);
    }

    public StoreSettings withCheckpointInterval(Duration value) {
        return new StoreSettings(
                folder, fsync, cacheMegabytes, value, memoryLimit, cursorTimeout, expiryInterval, reservedBytes, clock);
    }

    public StoreSettings withMemoryLimit(long value) {
        return new StoreSettings(
                folder,
                fsync,
                cacheMegabytes,
                checkpointInterval,
                value,
                cursorTimeout,
                expiryInterval,
                reservedBytes,
                clock);
    }

    public StoreSettings withCursorTimeout(Duration value) {
        return new StoreSettings(
                folder,
                fsync,
                cacheMegabytes,
                checkpointInterval,
                memoryLimit,
                value,
                expiryInterval,
                reservedBytes,
                clock);
    }

    public StoreSettings withExpiryInterval(Duration value) {
        return new StoreSettings(
                folder,
                fsync,
                cacheMegabytes,
                checkpointInterval,
                memoryLimit,
                cursorTimeout,
                value,
                reservedBytes,
                clock);
    }

    public StoreSettings withReservedBytes(long value) {
        return new StoreSettings(
                folder,
                fsync,
                cacheMegabytes,
                checkpointInterval,
                memoryLimit,
                cursorTimeout,
                expiryInterval,
                value,
                clock);
    }

    public StoreSettings withClock(Clock value) {
        return new StoreSettings(
                folder,
                fsync,
                cacheMegabytes,
                checkpointInterval,
                memoryLimit,
                cursorTimeout,
                expiryInterval,
                reservedBytes,
                value);
    }
}
