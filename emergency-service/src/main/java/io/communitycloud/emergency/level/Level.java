package io.communitycloud.emergency.level;

/** A response level, I the highest; none where it was lifted. */
public enum Level {
    I,
    II,
    III,
    IV,
    NONE
}
