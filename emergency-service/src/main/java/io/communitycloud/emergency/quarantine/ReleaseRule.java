package io.communitycloud.emergency.quarantine;

/** What must be so before a person is released. */
enum ReleaseRule {
    /** She was asked at least once, and answered. */
    ANSWERED,
    /** Her last answer told of neither fever nor symptoms. */
    WELL,
    /** No test is positive after the last negative one. */
    NOT_POSITIVE,
    /** She has the negative tests that the policy asks for. */
    TESTED
}
