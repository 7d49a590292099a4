package io.communitycloud.emergency.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was reported.
 *
 * @param knownAt from this moment all clocks count
 * @param latitude degrees, WGS-84, as is the longitude
 */
record Report(
        Instant knownAt,
        String place,
        @Nullable Double latitude,
        @Nullable Double longitude,
        String what,
        @Nullable Integer casualties,
        @Nullable Integer peopleAffected,
        @Nullable String helpNeeded) {}
