package io.communitycloud.resident.resident;

/** Where a person's entry stands. */
public enum ResidentStatus {
    ACTIVE,
    DECEASED,
    REMOVED
}
