package io.communitycloud.exchange.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one webhook; its id is both, so that an event told twice is delivered once.
 *
 * @param data the event's facts as JSON
 * @param attempts how often it was tried
 * @param dueAt when it is tried next, absent where it is not
 * @param lastStatus HTTP status of the last answer, absent where there was none
 * @param lastFault why there was none
 */
record Delivery(
        String id,
        String webhook,
        List<String> scope,
        String eventId,
        String type,
        String subject,
        Instant time,
        String data,
        State state,
        int attempts,
        @Nullable Instant dueAt,
        @Nullable Integer lastStatus,
        @Nullable String lastFault,
        Instant updatedAt) {

    enum State {
        PENDING,
        DELIVERED,
        /** Given up; sent again when somebody asks for it. */
        DEAD
    }

    /** What follows a failure, and the next; after the last it is given up, some 21 hours after the first. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(12));

    Delivery answered(int status, Instant now) {
        boolean taken = status >= 200 && status < 300;
        return taken ? with(State.DELIVERED, null, status, null, now) : failed(status, "http-" + status, now);
    }

    Delivery failed(@Nullable Integer status, String fault, Instant now) {
        return attempts < PAUSES.size()
                ? with(State.PENDING, now.plus(PAUSES.get(attempts)), status, fault, now)
                : with(State.DEAD, null, status, fault, now);
    }

    Delivery givenUp(String fault, Instant now) {
        return with(State.DEAD, null, null, fault, now);
    }

    private Delivery with(
            State next, @Nullable Instant due, @Nullable Integer status, @Nullable String fault, Instant now) {
        return new Delivery(
                id, webhook, scope, eventId, type, subject, time, data, next, attempts + 1, due, status, fault, now);
    }
}
