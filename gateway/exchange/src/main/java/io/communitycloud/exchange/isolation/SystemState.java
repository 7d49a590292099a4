package io.communitycloud.exchange.isolation;

/** How a legacy system is, seen from here. */
public enum SystemState {
    /** It answers as it normally does. */
    UP,
    /** It answers, later than it normally does. */
    SLOW,
    /** It failed or hung and is left alone until it answers a probe. */
    OPEN,
    /** It is outside its hours. */
    CLOSED_HOURS,
    /** It is being worked on, by announcement. */
    MAINTENANCE,
    /** It was not called yet. */
    UNKNOWN
}
