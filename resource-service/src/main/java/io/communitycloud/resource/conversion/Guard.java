package io.communitycloud.resource.conversion;

/** What must be so before a step counts as done. */
public enum Guard {
    /** Its owner says so. */
    NONE,
    /** Nobody lies in any bed of the facility, and that is known. */
    NO_BED_OCCUPIED,
    /** One person confirms and another approves. */
    TWO_PERSONS
}
