package io.communitycloud.common.events;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Why something is being done: handed down the call so that every event it leads to can say so.
 *
 * @param correlationId shared by all that follows from one first cause
 * @param causationId the event that led here, if one did
 */
public record Cause(String correlationId, @Nullable String causationId) {

    private static final ScopedValue<Cause> CURRENT = ScopedValue.newInstance();

    /** The cause of what runs now, or null where nothing was handed down. */
    public static @Nullable Cause current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** The cause of whatever a received event leads to. */
    public static Cause of(EventMeta event) {
        return new Cause(event.correlationId(), event.id());
    }

    /** Runs work under this cause. */
    public <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }

    /** Runs work under this cause. */
    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }
}
