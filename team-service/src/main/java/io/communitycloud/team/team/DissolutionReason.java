package io.communitycloud.team.team;

/** Why a team is no more. */
public enum DissolutionReason {
    OWN_DECISION,
    INACTIVE,
    MERGED,
    ORDERED
}
