package io.communitycloud.team.team;

/** Why somebody is no longer in a team. */
public enum LeavingReason {
    OWN_WISH,
    EXCLUDED,
    MOVED,
    DIED,
    REMOVED
}
