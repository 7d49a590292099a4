package io.communitycloud.notice.delivery;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a delivery.
 *
 * @param from the states in which it is still to become so
 * @param due when something is to be done for it again, null for never
 * @param reason why it failed, was suppressed or still waits, as a code
 */
record Change(
        Delivery delivery,
        Set<DeliveryState> from,
        DeliveryState to,
        int attempts,
        @Nullable Instant due,
        @Nullable String reason) {

    /** What has gone out has gone out, also if it was suppressed in the same moment. */
    private static final Set<DeliveryState> UNSENT = Set.of(DeliveryState.QUEUED, DeliveryState.SUPPRESSED);

    private static final Set<DeliveryState> QUEUED = Set.of(DeliveryState.QUEUED);
    private static final Set<DeliveryState> SENT = Set.of(DeliveryState.SENT);

    /** A carrier has it; its arrival is asked for later. */
    static Change sent(Delivery delivery, Instant askAgain) {
        return new Change(delivery, UNSENT, DeliveryState.SENT, 0, askAgain, null);
    }

    /** It arrived in the moment it was handed over. */
    static Change delivered(Delivery delivery) {
        return new Change(delivery, UNSENT, DeliveryState.DELIVERED, delivery.attempts(), null, null);
    }

    /** Its carrier says that it arrived. */
    static Change arrived(Delivery delivery) {
        return new Change(delivery, SENT, DeliveryState.DELIVERED, delivery.attempts(), null, null);
    }

    /** It is not to be sent any more. */
    static Change suppressed(Delivery delivery, String reason) {
        return new Change(delivery, QUEUED, DeliveryState.SUPPRESSED, delivery.attempts(), null, reason);
    }

    /** It cannot be delivered. */
    static Change failed(Delivery delivery, String reason) {
        return new Change(
                delivery,
                Set.of(delivery.deliveryState()),
                DeliveryState.FAILED,
                delivery.attempts() + 1,
                null,
                reason);
    }

    /** It waits without anybody having failed. */
    static Change waiting(Delivery delivery, Instant until, String reason) {
        return new Change(
                delivery,
                Set.of(delivery.deliveryState()),
                delivery.deliveryState(),
                delivery.attempts(),
                until,
                reason);
    }

    /** It is tried again. */
    static Change again(Delivery delivery, Instant at, String reason) {
        return new Change(
                delivery,
                Set.of(delivery.deliveryState()),
                delivery.deliveryState(),
                delivery.attempts() + 1,
                at,
                reason);
    }
}
