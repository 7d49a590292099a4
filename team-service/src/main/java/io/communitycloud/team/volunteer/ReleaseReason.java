package io.communitycloud.team.volunteer;

/** Why a volunteer is no longer bound to a household. */
public enum ReleaseReason {
    QUARANTINE_ENDED,
    REPLACED,
    MOVED,
    WITHDRAWN,
    /** She is quarantined herself. */
    QUARANTINED
}
