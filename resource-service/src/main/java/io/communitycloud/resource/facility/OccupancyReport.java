package io.communitycloud.resource.facility;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a facility said of its occupancy.
 *
 * @param occupied beds with somebody in them
 * @param closed beds nobody can be put into, whatever the reason
 * @param byKind of which kind the occupied ones are, null where that was not said
 */
public record OccupancyReport(
        int occupied, int closed, Instant at, @Nullable OccupiedByKind byKind) {

    /** How long a report is taken for the truth. */
    public static final Duration FRESH_FOR = Duration.ofHours(6);

    /** Whether the report still says something of the present. */
    public boolean isFresh(Instant now) {
        return !at.plus(FRESH_FOR).isBefore(now);
    }
}
