package io.communitycloud.resource.minimum;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A response level of a region, after the events of the emergency service.
 *
 * @param kind the type of incident or the disease
 * @param level as it is called there; null where it was not told
 * @param authority who set it, null where that is not known
 * @param document by which paper, null where that is not known
 */
record LevelInForce(
        String region,
        @Nullable String kind,
        @Nullable String level,
        @Nullable Instant since,
        @Nullable String authority,
        @Nullable String document) {}
