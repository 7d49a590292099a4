package io.communitycloud.common.identity.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The tokens and persons that were shut out before their tokens ended.
 *
 * <p>Fed by the compacted topic {@code identity.revocations.v1}; its keys are a token's {@code jti} or {@code sub:<sub>}.
 * Where the feed is stale, a token's own end of five minutes bounds the risk.
 */
public final class Revocations {

    private final Clock clock;
    private final Map<String, Instant> until = new ConcurrentHashMap<>();
    private volatile @Nullable Instant heard;

    public Revocations(Clock clock) {
        this.clock = clock;
    }

    /** Shuts out a token or a subject until an instant; tokens issued after it are heeded again. */
    public void revoke(String key, Instant end) {
        Instant now = clock.instant();
        until.values().removeIf(now::isAfter);
        if (end.isAfter(now)) {
            until.put(key, end);
        }
    }

    /** Lets a token or a subject in again. */
    public void restore(String key) {
        until.remove(key);
    }

    /** Says that the feed was heard, whether or not it had news. */
    void heard() {
        heard = clock.instant();
    }

    /** How long the feed has been silent; a year where it was never heard. */
    public Duration staleness() {
        Instant last = heard;
        return last == null ? Duration.ofDays(365) : Duration.between(last, clock.instant());
    }

    /** Whether a token is shut out now. */
    boolean revoked(Jwt token) {
        if (until.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        return holds(token.getId(), now) || holds("sub:" + token.getSubject(), now);
    }

    private boolean holds(@Nullable String key, Instant now) {
        Instant end = key == null ? null : until.get(key);
        return end != null && end.isAfter(now);
    }
}
