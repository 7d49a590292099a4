package io.communitycloud.common.identity.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Verifies a token once and remembers it until it ends, so that RSA is not paid again at every call.
 *
 * <p>A remembered token is still held against its end and against the revocations at each call. What is remembered is the
 * token's SHA-256, not the token.
 */
public final class TokenVerifier implements JwtDecoder {

    /** At 2 to 3 KiB each these are some 30 MiB at most; a token seldom seen is verified again. */
    private static final int MOST = 10_000;

    private final JwtDecoder decoder;
    private final Revocations revocations;
    private final Clock clock;
    private final Cache<String, Jwt> verified;

    public TokenVerifier(JwtDecoder decoder, Revocations revocations, Clock clock) {
        this(decoder, revocations, clock, MOST);
    }

    TokenVerifier(JwtDecoder decoder, Revocations revocations, Clock clock, int most) {
        this.decoder = decoder;
        this.revocations = revocations;
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfter(Expiry.<String, Jwt>creating((key, token) -> timeLeft(token)))
                .build();
    }

    /**
     * The token's content.
     *
     * @throws BadJwtException where it is malformed, not ours, at its end, or revoked
     */
    @Override
    public Jwt decode(String token) {
        String key = digest(token);
        Jwt known = verified.getIfPresent(key);
        if (known == null) {
            known = decoder.decode(token);
            verified.put(key, known);
        }
        if (timeLeft(known).isZero()) {
            // Also at the first sight of it: decoders are a minute too lenient, for clocks that disagree.
            verified.invalidate(key);
            throw new BadJwtException("the token has ended");
        }
        if (revocations.revoked(known)) {
            throw new BadJwtException("the token was revoked");
        }
        return known;
    }

    /** How many tokens are remembered, about. */
    long remembered() {
        verified.cleanUp();
        return verified.estimatedSize();
    }

    private Duration timeLeft(Jwt token) {
        Instant end = token.getExpiresAt();
        Duration left = end == null ? Duration.ZERO : Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static String digest(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
