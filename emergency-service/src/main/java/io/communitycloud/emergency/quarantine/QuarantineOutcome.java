package io.communitycloud.emergency.quarantine;

/** How an order ended. */
public enum QuarantineOutcome {
    /** Its time was over. */
    COMPLETED,
    /** It was shortened, with a reason. */
    SHORTENED,
    /** A province signed for the person. */
    TRANSFERRED,
    /** It should not have been, as a second person confirmed. */
    CANCELLED
}
