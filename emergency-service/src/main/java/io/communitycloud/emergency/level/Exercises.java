package io.communitycloud.emergency.level;

import io.communitycloud.common.identity.Scope;

/** Where exercises are visible: to those whose area contains theirs, under a key that the public's questions never carry. */
public final class Exercises {

    private Exercises() {}

    /** The exercises of an area and below. */
    public static Scope within(Scope area) {
        return Scope.of("exercise", area.key());
    }
}
