package io.communitycloud.emergency.guideline;

/** How strict a rule is, the mildest first. */
enum Stance {
    OPEN,
    TEMPERATURE,
    REGISTER,
    GREEN_CODE,
    CONSENT,
    CLOSED;

    boolean isStricterThan(Stance other) {
        return compareTo(other) > 0;
    }
}
