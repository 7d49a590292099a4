package io.communitycloud.emergency.quarantine;

/** Where a person came from, as far as a policy asks. */
public enum Origin {
    /** 入境: from abroad. */
    INBOUND,
    /** 国内重点地区: from a key area at home. */
    DOMESTIC_KEY_AREA,
    /** 国内高风险地区: from an area of high risk. */
    DOMESTIC_HIGH_RISK,
    /** 国内中风险地区: from an area of medium risk. */
    DOMESTIC_MID_RISK
}
