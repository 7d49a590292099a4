package io.communitycloud.emergency.quarantine;

/** What a policy may ask to be so before it applies. */
public enum Condition {
    /** The nucleic acid test was negative. */
    TEST_NEGATIVE,
    /** No fever and no other symptom. */
    NO_SYMPTOM,
    /** Not a close contact of a case. */
    NOT_CLOSE_CONTACT,
    /** The home lets one person live apart. */
    HOME_FIT_FOR_ISOLATION,
    /** Those who live together have signed. */
    CONSENT_SIGNED,
    /** There is a fixed home in the city. */
    FIXED_HOME
}
