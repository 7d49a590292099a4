package io.communitycloud.emergency.quarantine;

/** Why an order was changed. */
public enum ReasonCode {
    /** Symptoms or a fever. */
    SYMPTOMS,
    /** A test that was positive or is not clear. */
    TEST_RESULT,
    /** Contact with a case. */
    CLOSE_CONTACT,
    /** What is needed for the transfer was not so: she stays in the city. */
    UNFIT_FOR_TRANSFER,
    /** The rules are others now. */
    POLICY_CHANGED,
    /** An authority decided so. */
    AUTHORITY_DECISION,
    /** Sickness of another kind, a birth, a death. */
    HUMANITARIAN,
    /** It was entered wrongly. */
    CORRECTION,
    /** Another part of it began, as the policy says. */
    STAGE,
    OTHER
}
