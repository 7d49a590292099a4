package io.communitycloud.notice.category;

/** The colour of a warning (预警级别), gravest first. */
public enum Colour {
    RED,
    ORANGE,
    YELLOW,
    BLUE
}
