package io.communitycloud.team.need;

/** Whether a need still stands. */
public enum NeedState {
    OPEN,
    CANCELLED
}
