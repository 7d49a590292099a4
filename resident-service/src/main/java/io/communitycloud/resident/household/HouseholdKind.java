package io.communitycloud.resident.household;

/** The two kinds the census counts. */
public enum HouseholdKind {
    /** 家庭户. */
    FAMILY,
    /** 集体户: a dormitory, a home for the old. */
    GROUP
}
