package io.communitycloud.notice.notice;

/** What the background still has to do for a notice. */
public enum Work {
    /** Nothing. */
    NONE,
    /** Its audience is being written down, batch by batch. */
    FAN_OUT,
    /** It ended before all was sent: what still waits is to be suppressed. */
    SETTLE
}
