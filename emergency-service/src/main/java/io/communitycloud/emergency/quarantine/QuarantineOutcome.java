package io.communitycloud.emergency.quarantine;

/** How an order ended. */
public enum QuarantineOutcome {
    /** Its time was over. */
    COMPLETED,
    /** It was shortened, with a reason. */
    SHORTENED,
    /** A province signed for the person. */
    TRANSFERRED,
    /** She died, or is no resident any more. */
    PERSON_GONE,
    /** It should not have been, as a second person confirmed. */
    CANCELLED
}
