package io.communitycloud.common.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class TokenVerifierTest {

    private static final Instant START = Instant.parse("2026-11-22T02:00:00Z");
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Clock clock = new SetClock(now::get);
    private final AtomicInteger verifications = new AtomicInteger();
    private final Revocations revocations = new Revocations(clock);
    private final TokenVerifier verifier = new TokenVerifier(this::verified, revocations, clock);

    @Test
    void paysForTheSignatureOnce() {
        for (int call = 0; call < 100; call++) {
            assertThat(verifier.decode("token").getSubject()).isEqualTo("li");
        }
        assertThat(verifications).hasValue(1);
    }

    @Test
    void doesNotRememberATokenBeyondItsEnd() {
        Jwt _ = verifier.decode("token");
        now.set(START.plus(LIFETIME));
        assertThatThrownBy(() -> verifier.decode("token")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void heedsARevocationOfARememberedToken() {
        Jwt _ = verifier.decode("token");
        revocations.revoke("id-1", START.plus(LIFETIME));
        assertThatThrownBy(() -> verifier.decode("token")).isInstanceOf(BadJwtException.class);
        revocations.restore("id-1");
        assertThat(verifier.decode("token").getId()).isEqualTo("id-1");
    }

    @Test
    void heedsARevocationOfThePerson() {
        Jwt _ = verifier.decode("token");
        revocations.revoke("sub:li", START.plus(LIFETIME));
        assertThatThrownBy(() -> verifier.decode("token")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void heedsTheEndOfASessionWhateverItsTokenIsCalled() {
        Jwt _ = verifier.decode("token");
        revocations.revoke("sid:another", START.plus(LIFETIME));
        assertThat(verifier.decode("token").getId()).isEqualTo("id-1");
        revocations.revoke("sid:session-1", START.plus(LIFETIME));
        assertThatThrownBy(() -> verifier.decode("token")).isInstanceOf(BadJwtException.class);
        now.set(START.plusSeconds(1));
        assertThatThrownBy(() -> verifier.decode("token of a later refresh")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void letsAPersonInAgainWhoSignedInAfterTheRevocation() {
        revocations.revoke("sub:li", START.minusSeconds(1), START.plus(LIFETIME));
        assertThat(verifier.decode("token").getSubject()).isEqualTo("li");
    }

    @Test
    void forgetsARevocationThatNoTokenOutlives() {
        revocations.revoke("id-1", START.plusSeconds(60));
        assertThatThrownBy(() -> verifier.decode("token")).isInstanceOf(BadJwtException.class);
        now.set(START.plusSeconds(61));
        assertThat(verifier.decode("token").getId()).isEqualTo("id-1");
    }

    @Test
    void givesNoMinuteOfGraceToATokenAtItsFirstSight() {
        var lenient = new TokenVerifier(
                token -> Jwt.withTokenValue(token)
                        .header("alg", "RS256")
                        .subject("li")
                        .expiresAt(START)
                        .build(),
                revocations,
                clock);
        assertThatThrownBy(() -> lenient.decode("token")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void remembersAFewOnly() {
        var small = new TokenVerifier(this::verified, revocations, clock, 10);
        for (int token = 0; token < 1_000; token++) {
            Jwt _ = small.decode("token-" + token);
        }
        assertThat(small.remembered()).isLessThanOrEqualTo(10);
    }

    @Test
    void doesNotRememberATokenThatWasRefused() {
        var strict = new TokenVerifier(
                token -> {
                    verifications.incrementAndGet();
                    throw new BadJwtException("forged");
                },
                revocations,
                clock);
        for (int call = 0; call < 3; call++) {
            assertThatThrownBy(() -> strict.decode("token")).isInstanceOf(BadJwtException.class);
        }
        assertThat(verifications).hasValue(3);
        assertThat(strict.remembered()).isZero();
    }

    @Test
    void saysHowLongTheFeedHasBeenSilent() {
        assertThat(revocations.staleness()).isGreaterThan(Duration.ofDays(1));
        revocations.heard();
        now.set(START.plusSeconds(7));
        assertThat(revocations.staleness()).isEqualTo(Duration.ofSeconds(7));
    }

    private Jwt verified(String token) {
        verifications.incrementAndGet();
        Instant end = START.plus(LIFETIME);
        if (!now.get().isBefore(end)) {
            throw new BadJwtException("ended");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject("li")
                .jti("id-1")
                .claim("sid", "session-1")
                .issuedAt(START)
                .expiresAt(end)
                .build();
    }

    /** A clock a test sets. */
    private static final class SetClock extends Clock {

        private final InstantSource source;

        SetClock(InstantSource source) {
            this.source = source;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return source.instant();
        }
    }
}
