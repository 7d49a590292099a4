package io.communitycloud.team.activity;

/** What sort of thing a team did. */
public enum ActivityKind {
    MEETING,
    SERVICE,
    TRAINING,
    EVENT,
    PATROL
}
