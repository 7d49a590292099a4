package io.communitycloud.emergency.quarantine;

import java.time.Instant;

/**
 * One part of a quarantine, {@code [from, until)}.
 *
 * @param until the first instant that is no longer part of it
 */
public record Stage(Place place, Instant from, Instant until) {

    boolean covers(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }
}
