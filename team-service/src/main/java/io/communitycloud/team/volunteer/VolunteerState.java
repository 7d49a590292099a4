package io.communitycloud.team.volunteer;

/** Whether a volunteer still is one. */
public enum VolunteerState {
    ACTIVE,
    WITHDRAWN
}
