package io.communitycloud.legacy.online;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets a signed request in once, and only near the time it was signed at. */
final class Nonces {

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Set<String> seen = new LinkedHashSet<>();

    Nonces(Clock clock) {
        this.clock = clock;
    }

    boolean isNear(Instant signed) {
        return Duration.between(signed, clock.instant()).abs().compareTo(SKEW) <= 0;
    }

    /** Whether that many seconds since 1970, as text, is near. */
    boolean isNear(@Nullable String epochSeconds) {
        try {
            return epochSeconds != null && isNear(Instant.ofEpochSecond(Long.parseLong(epochSeconds)));
        } catch (NumberFormatException noTime) {
            return false;
        }
    }

    /** Whether the nonce was not seen before. */
    synchronized boolean isNew(@Nullable String nonce) {
        if (nonce == null || nonce.isEmpty() || !seen.add(nonce)) {
            return false;
        }
        if (seen.size() > MOST) {
            seen.remove(seen.iterator().next());
        }
        return true;
    }
}
