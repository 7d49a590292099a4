package io.communitycloud.common.events;

import com.github.f4b6a3.ulid.UlidCreator;

/** Makes ids: ULIDs, so that they sort by the time they were made and say nothing else. */
public final class Ids {

    private Ids() {}

    /** A new id of 26 characters, later than any this process made before. */
    public static String next() {
        return UlidCreator.getMonotonicUlid().toString();
    }
}
