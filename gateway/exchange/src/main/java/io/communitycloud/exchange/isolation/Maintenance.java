package io.communitycloud.exchange.isolation;

import java.time.Instant;
import java.util.Optional;

/** Announced work on systems; a bean of whoever keeps the announcements. */
@FunctionalInterface
public interface Maintenance {

    /** Until when a system is being worked on, nothing where it is not. */
    Optional<Instant> until(String systemId, Instant now);
}
