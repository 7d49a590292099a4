package io.communitycloud.team.team;

/** What a member is in her team. */
public enum MemberRole {
    LEADER,
    DEPUTY,
    TREASURER,
    MEMBER
}
