package io.communitycloud.resource.bed;

/** What a bed is equipped for. */
public enum BedKind {
    GENERAL,
    ICU,
    NEGATIVE_PRESSURE,
    ISOLATION
}
