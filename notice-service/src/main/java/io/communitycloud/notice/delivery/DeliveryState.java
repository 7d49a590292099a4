package io.communitycloud.notice.delivery;

/** Where a delivery stands; every delivery is in exactly one of these. */
public enum DeliveryState {
    /** Waits to be sent. */
    QUEUED,
    /** A carrier has it. */
    SENT,
    /** It has arrived. */
    DELIVERED,
    /** Somebody of the household has read it. */
    READ,
    /** It could not be delivered. */
    FAILED,
    /** It was not to be sent any more when its turn came. */
    SUPPRESSED;

    /** Whether nothing happens to it by itself any more. */
    boolean atRest() {
        return this != QUEUED && this != SENT;
    }
}
