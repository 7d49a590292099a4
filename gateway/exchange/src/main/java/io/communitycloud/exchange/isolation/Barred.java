package io.communitycloud.exchange.isolation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call is not made, and nobody waits for it. */
public final class Barred extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable Duration until;

    Barred(Reason reason, @Nullable Duration until) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.until = until;
    }

    public Reason reason() {
        return reason;
    }

    /** How long to wait before it is worth another try, where that can be said. */
    public @Nullable Duration until() {
        return until;
    }

    /** Why. */
    public enum Reason {
        /** The breaker is open. */
        OPEN,
        /** As many calls as the system bears are under way. */
        FULL,
        /** As many calls a second as the system bears were made. */
        RATE,
        /** It is outside its hours. */
        CLOSED_HOURS,
        /** It is being worked on. */
        MAINTENANCE
    }
}
