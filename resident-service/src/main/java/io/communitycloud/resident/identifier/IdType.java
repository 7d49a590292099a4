package io.communitycloud.resident.identifier;

/** The papers by which a resident may be known. */
public enum IdType {
    /** 居民身份证, GB 11643-1999. */
    CITIZEN,
    /** 港澳台居民居住证: 18 digits of area 810000, 820000 or 830000 with the check of GB 11643. */
    RESIDENCE_PERMIT,
    /** 外国人永久居留身份证. */
    PERMANENT_RESIDENT_CARD,
    /** 港澳居民来往内地通行证 or 台湾居民来往大陆通行证. */
    TRAVEL_PERMIT,
    /** A passport of any state, ICAO 9303. */
    PASSPORT
}
