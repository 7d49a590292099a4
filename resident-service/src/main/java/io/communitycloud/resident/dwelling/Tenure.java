package io.communitycloud.resident.dwelling;

/** How a home is used. */
public enum Tenure {
    /** 自住. */
    OWNER_OCCUPIED,
    /** 出租. */
    LET,
    /** 空置. */
    EMPTY,
    /** Not known yet. */
    UNKNOWN
}
