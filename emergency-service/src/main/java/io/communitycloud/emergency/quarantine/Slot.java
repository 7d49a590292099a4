package io.communitycloud.emergency.quarantine;

/** The times of a day at which a person is asked how she is; their hours are data. */
public enum Slot {
    MORNING,
    EVENING
}
