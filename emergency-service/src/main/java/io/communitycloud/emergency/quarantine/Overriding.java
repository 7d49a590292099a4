package io.communitycloud.emergency.quarantine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody asks for another order than the policy gives; it counts once a second person has approved it.
 *
 * @param until the end asked for, null where it is to stay
 * @param kind the kind asked for, null where it is to stay
 * @param cancel whether the order is not to be at all
 */
public record Overriding(
        String id,
        @Nullable Instant until,
        @Nullable QuarantineKind kind,
        boolean cancel,
        ReasonCode reasonCode,
        String reason,
        String requestedBy,
        Instant requestedAt,
        Decision decision,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String remark) {

    /** What became of the request. */
    public enum Decision {
        PENDING,
        APPROVED,
        DECLINED,
        /** The order was over before anybody decided. */
        LAPSED
    }

    boolean pending() {
        return decision == Decision.PENDING;
    }

    Overriding decided(Decision how, @Nullable String by, Instant at, @Nullable String why) {
        return new Overriding(id, until, kind, cancel, reasonCode, reason, requestedBy, requestedAt, how, by, at, why);
    }
}
