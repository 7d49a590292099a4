package io.communitycloud.emergency.transfer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person on a manifest; she is in exactly one of the states, so that they always add up.
 *
 * @param exception why she is not handed over, null where she may be
 */
record Passenger(
        String orderId,
        String residentId,
        State state,
        @Nullable ExceptionCode exception,
        @Nullable String note,
        @Nullable Instant at) {

    /** Where she is. */
    enum State {
        /** On the manifest; not gone yet. */
        LISTED,
        IN_TRANSIT,
        /** The province has signed for her. */
        HANDED_OVER,
        /** She is not handed over, for a stated reason; the city answers for her. */
        EXCEPTION
    }

    /** Why somebody on a manifest is not handed over. */
    enum ExceptionCode {
        /** What the policy needs on the day of the transfer is not so: she stays in the city. */
        UNFIT,
        /** Taken to a hospital. */
        HOSPITALISED,
        /** She did not come, or is missing. */
        MISSING,
        /** The province does not take her. */
        NOT_ACCEPTED,
        OTHER
    }

    static Passenger listed(String orderId, String residentId) {
        return new Passenger(orderId, residentId, State.LISTED, null, null, null);
    }

    Passenger now(State next, Instant when) {
        return new Passenger(orderId, residentId, next, null, null, when);
    }

    Passenger excepted(ExceptionCode why, @Nullable String more, Instant when) {
        return new Passenger(orderId, residentId, State.EXCEPTION, why, more, when);
    }
}
