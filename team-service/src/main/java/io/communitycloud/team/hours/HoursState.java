package io.communitycloud.team.hours;

/** Where reported hours stand. */
public enum HoursState {
    REPORTED,
    CONFIRMED,
    /** Somebody says they were not so; the committee's head settles it. */
    DISPUTED
}
