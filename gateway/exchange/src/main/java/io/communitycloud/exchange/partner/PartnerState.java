package io.communitycloud.exchange.partner;

/** What a partner may do at all. */
enum PartnerState {
    /** Registered and not yet approved: nothing but trying its signature. */
    REQUESTED,
    ACTIVE,
    /** Nothing, until it is taken up again. */
    SUSPENDED
}
