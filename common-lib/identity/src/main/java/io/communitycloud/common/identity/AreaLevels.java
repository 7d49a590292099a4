package io.communitycloud.common.identity;

import java.util.Optional;

/** What level an area code is on, by the area table; counting zeros is wrong (310110000000, 310101002010). */
public interface AreaLevels {

    /** The level, empty where the code is unknown. */
    Optional<Level> level(String code);

    /** Whether {@code code} is {@code ancestor} or lies below it. */
    boolean within(String code, String ancestor);

    /** The levels of the division, highest first. */
    enum Level {
        CITY,
        DISTRICT,
        STREET,
        COMMITTEE
    }
}
