package io.communitycloud.emergency.transfer;

/**
 * One of the 19 points to which those who arrive are sorted (16+3): the sixteen districts and the three provinces.
 *
 * @param area 12-digit code of the district, or the province's code filled up with zeros
 */
record SortingPoint(String id, Kind kind, String area, String zh, String en) {

    /** Whose point it is. */
    enum Kind {
        DISTRICT,
        PROVINCE
    }
}
