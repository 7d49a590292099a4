package io.communitycloud.emergency.keyperson;

/** By what a person was found among the residents, or why she was not. */
enum MatchedBy {
    ID_NUMBER,
    PHONE,
    /** Several residents have her phone. */
    AMBIGUOUS,
    NOBODY
}
