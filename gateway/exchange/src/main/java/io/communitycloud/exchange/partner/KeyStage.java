package io.communitycloud.exchange.partner;

/** What a key opens. */
enum KeyStage {
    /** The sandbox, at once and alone. */
    SANDBOX,
    /** What the partner was granted, once somebody else has vouched for it. */
    PRODUCTION
}
