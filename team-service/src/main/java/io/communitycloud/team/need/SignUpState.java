package io.communitycloud.team.need;

/** Where a volunteer stands towards a need. */
public enum SignUpState {
    SIGNED_UP,
    /** All places are taken; the first who waits moves up when somebody withdraws. */
    WAITING,
    WITHDRAWN,
    CAME,
    ABSENT
}
