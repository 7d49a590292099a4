package io.communitycloud.common.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import io.communitycloud.common.identity.Provider;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class IssuerDecoderTest {

    private final Provider provider = new Provider();
    private final JwtDecoder decoder = IssuerDecoder.of(provider.issuer(), Provider.AUDIENCE, Map.of());

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void readsClaimsThatTheProviderNamesOtherwise() {
        JwtDecoder mapped = IssuerDecoder.of(
                provider.issuer(),
                Provider.AUDIENCE,
                Map.of(
                        "roles", "realm_access.roles",
                        "area", "https://city.example/area",
                        "bureau", "org",
                        "resident.id", "person"));
        Jwt token = mapped.decode(provider.token(
                claims -> claims.claim("realm_access", Map.of("roles", List.of("social-worker")))
                        .claim("roles", List.of("city-operator"))
                        .claim("bureau", "HLT")
                        .claim("person", "01RESIDENT")
                        .claim("https://city.example/area", "310101002001")));
        assertThat(token.getClaimAsStringList("roles")).containsExactly("social-worker");
        assertThat(token.getClaimAsString("area")).isEqualTo("310101002001");
        assertThat(token.getClaimAsString("resident_id")).isEqualTo("01RESIDENT");
        assertThat(token.hasClaim("bureau"))
                .as("mapped, and not where it is mapped to")
                .isFalse();
        assertThat(token.getExpiresAt()).isNotNull();
    }

    @Test
    void refusesToMapAClaimThePlatformDoesNotHave() {
        assertThatThrownBy(() -> new ClaimNames(Map.of("role", "realm_access.roles")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"role\"");
    }

    @Test
    void acceptsWhatTheProviderSignedForUs() {
        assertThat(decoder.decode(provider.token(claims -> claims)).getSubject())
                .isEqualTo("li");
    }

    @Test
    void refusesAnotherIssuer() {
        bad(provider.token(claims -> claims.issuer("http://127.0.0.1:1")));
    }

    @Test
    void refusesAnotherAudienceOrNone() {
        bad(provider.token(claims -> claims.audience("somebody-else")));
        bad(provider.token(claims -> claims.audience((String) null)));
        assertThat(decoder.decode(provider.token(claims -> claims.audience(List.of("other", Provider.AUDIENCE))))
                        .getAudience())
                .hasSize(2);
    }

    @Test
    void refusesWhatHasEndedOrNeverEnds() {
        UnaryOperator<JWTClaimsSet.Builder> ended =
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120)));
        bad(provider.token(ended));
        bad(provider.token(claims -> claims.expirationTime(null)));
    }

    @Test
    void refusesEveryOtherAlgorithm() {
        bad(provider.unsignedToken());
        bad(provider.tokenBySharedSecret());
        bad(provider.tokenBy(JWSAlgorithm.RS512));
        bad(provider.tokenBy(JWSAlgorithm.PS256));
    }

    @Test
    void refusesAKnownKeysNameOverAnotherKey() {
        bad(provider.forgedToken("known"));
    }

    @Test
    void blamesTheTokenAndNotTheProviderForKeysThatAreInvented() {
        String good = provider.token(claims -> claims);
        for (int key = 0; key < 10; key++) {
            bad(provider.forgedToken("invented-" + key));
        }
        assertThat(decoder.decode(good).getSubject()).isEqualTo("li");
        assertThat(provider.keysAsked()).as("times the provider was asked").isLessThan(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJSUzI1NiJ9..", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA"})
    void refusesGarbage(String garbage) {
        bad(garbage);
    }

    @Test
    void waitsForAProviderThatStartsLater() {
        provider.goAway();
        String token = provider.token(claims -> claims);
        assertThatThrownBy(() -> decoder.decode(token))
                .isInstanceOf(JwtException.class)
                .isNotInstanceOf(BadJwtException.class);
        bad("garbage is garbage whoever is away");
        provider.comeBack();
        assertThat(decoder.decode(token).getSubject()).isEqualTo("li");
    }

    @Test
    void goesOnWithTheKeysItHasWhileTheProviderIsAway() {
        assertThat(decoder.decode(provider.token(claims -> claims)).getSubject())
                .isEqualTo("li");
        provider.goAway();
        assertThat(decoder.decode(provider.token(claims -> claims.subject("wang")))
                        .getSubject())
                .isEqualTo("wang");
    }

    private void bad(String token) {
        assertThatThrownBy(() -> decoder.decode(token)).isInstanceOf(BadJwtException.class);
    }
}
