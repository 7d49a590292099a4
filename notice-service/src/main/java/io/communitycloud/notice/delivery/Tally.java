package io.communitycloud.notice.delivery;

import java.util.Map;

/** How many deliveries are in each state. */
public record Tally(long queued, long sent, long delivered, long read, long failed, long suppressed) {

    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

    static Tally of(Map<DeliveryState, Long> counts) {
        return new Tally(
                counts.getOrDefault(DeliveryState.QUEUED, 0L),
                counts.getOrDefault(DeliveryState.SENT, 0L),
                counts.getOrDefault(DeliveryState.DELIVERED, 0L),
                counts.getOrDefault(DeliveryState.READ, 0L),
                counts.getOrDefault(DeliveryState.FAILED, 0L),
                counts.getOrDefault(DeliveryState.SUPPRESSED, 0L));
    }

    static Tally queued(long deliveries) {
        return new Tally(deliveries, 0, 0, 0, 0, 0);
    }

    long sum() {
        return queued + sent + delivered + read + failed + suppressed;
    }

    /** Whether nothing happens by itself any more. */
    boolean atRest() {
        return queued == 0 && sent == 0;
    }

    Tally plus(Tally other) {
        return new Tally(
                queued + other.queued,
                sent + other.sent,
                delivered + other.delivered,
                read + other.read,
                failed + other.failed,
                suppressed + other.suppressed);
    }
}
