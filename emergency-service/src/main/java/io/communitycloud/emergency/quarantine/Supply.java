package io.communitycloud.emergency.quarantine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Goods that a household under quarantine is to be brought.
 *
 * @param item as resource-service's stock names it
 * @param refusal why the stock does not give them, null where it does or has not answered yet
 * @param askedBy who asked for them, a token's subject
 */
public record Supply(
        String id,
        String item,
        int quantity,
        State state,
        @Nullable String refusal,
        String askedBy,
        Instant askedAt,
        @Nullable String deliveredBy,
        @Nullable Instant deliveredAt,
        @Nullable String confirmedBy,
        @Nullable Instant confirmedAt) {

    /** How far goods have come. */
    public enum State {
        /** The stock has not answered yet. */
        ASKED,
        /** The stock has set them aside. */
        RESERVED,
        /** The stock does not give them. */
        REFUSED,
        /** They were brought to the door. */
        DELIVERED,
        /** Somebody else than who brought them says that they came. */
        CONFIRMED,
        /** The order was over before they were brought. */
        LAPSED
    }

    static Supply asked(String id, String item, int quantity, String by, Instant now) {
        return new Supply(id, item, quantity, State.ASKED, null, by, now, null, null, null, null);
    }

    /** Whether they are still to be brought. */
    boolean open() {
        return state == State.ASKED || state == State.RESERVED;
    }

    Supply answered(@Nullable String why) {
        return with(why == null ? State.RESERVED : State.REFUSED, why);
    }

    Supply lapsed() {
        return with(State.LAPSED, refusal);
    }

    Supply delivered(String by, Instant at) {
        return new Supply(
                id, item, quantity, State.DELIVERED, refusal, askedBy, askedAt, by, at, confirmedBy, confirmedAt);
    }

    Supply confirmed(String by, Instant at) {
        return new Supply(
                id, item, quantity, State.CONFIRMED, refusal, askedBy, askedAt, deliveredBy, deliveredAt, by, at);
    }

    private Supply with(State next, @Nullable String why) {
        return new Supply(
                id, item, quantity, next, why, askedBy, askedAt, deliveredBy, deliveredAt, confirmedBy, confirmedAt);
    }
}
