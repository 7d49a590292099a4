package io.communitycloud.common.identity.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The tokens, sessions and persons that were shut out before their tokens ended.
 *
 * <p>Fed by the compacted topic {@code identity.revocations.v1}; its keys are a token's {@code jti}, {@code sid:<sid>} or
 * {@code sub:<sub>}.
 * Where the feed is stale, a token's own end of five minutes bounds the risk.
 */
public final class Revocations {

    private final Clock clock;
    private final Map<String, Revocation> held = new ConcurrentHashMap<>();
    private volatile @Nullable Instant heard;

    public Revocations(Clock clock) {
        this.clock = clock;
    }

    /** Shuts out a token or a session, or what a subject was issued so far, until an instant. */
    public void revoke(String key, Instant end) {
        revoke(key, clock.instant(), end);
    }

    /**
     * Shuts out a token or a session, or what a subject was issued so far, until an instant.
     *
     * @param since when it was revoked; a subject who signs in again afterwards is let in
     * @param end when it no longer matters, because the tokens meant have ended by themselves
     */
    public void revoke(String key, Instant since, Instant end) {
        Instant now = clock.instant();
        held.values().removeIf(each -> now.isAfter(each.end()));
        if (end.isAfter(now)) {
            held.put(key, new Revocation(since, end));
        }
    }

    /** Lets a token, a session or a subject in again. */
    public void restore(String key) {
        held.remove(key);
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
        if (held.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        String id = token.getId();
        // Whatever was issued in a session that ended: nobody can sign in to it again.
        String session = token.getClaimAsString("sid");
        if ((id != null && isHeld(id, now)) || (session != null && isHeld("sid:" + session, now))) {
            return true;
        }
        Revocation ofSubject = held.get("sub:" + token.getSubject());
        if (ofSubject == null || !ofSubject.end().isAfter(now)) {
            return false;
        }
        // Tokens name the second of their issue only: what was issued within the second of the revocation is shut out.
        Instant issued = token.getIssuedAt();
        return issued == null || !issued.isAfter(ofSubject.since());
    }

    private boolean isHeld(String key, Instant now) {
        Revocation revocation = held.get(key);
        return revocation != null && revocation.end().isAfter(now);
    }

    private record Revocation(Instant since, Instant end) {}
}
