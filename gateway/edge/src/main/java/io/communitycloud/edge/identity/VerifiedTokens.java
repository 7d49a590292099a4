package io.communitycloud.edge.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.communitycloud.common.identity.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.stereotype.Component;

/** Checks a token's signature, issuer, audience and time once, and remembers who it speaks for until it ends. */
@Component
class VerifiedTokens implements Tokens {

    private static final int REMEMBERED = 20_000;

    private final SupplierJwtDecoder decoder;
    private final Clock clock;
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    VerifiedTokens(@Value("${OIDC_ISSUER_URI:http://127.0.0.1:9000}") String issuer, Clock clock) {
        this.clock = clock;
        // The provider may start after the edge: its keys are fetched with the first token.
        this.decoder = new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder =
                    NimbusJwtDecoder.withIssuerLocation(issuer).build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    JwtValidators.createDefaultWithIssuer(issuer),
                    new JwtClaimValidator<List<String>>(
                            "aud", audience -> audience != null && audience.contains("community-cloud"))));
            return decoder;
        });
    }

    @Override
    public Optional<Caller> callerOf(String token) {
        Instant now = clock.instant();
        Verified known = verified.getIfPresent(token);
        if (known == null) {
            known = verify(token);
            if (known == null) {
                return Optional.empty();
            }
            verified.put(token, known);
        }
        if (now.isBefore(known.until())) {
            return Optional.of(known.caller());
        }
        verified.invalidate(token);
        return Optional.empty();
    }

    private @Nullable Verified verify(String token) {
        try {
            Jwt jwt = decoder.decode(token);
            return new Verified(caller(jwt), Objects.requireNonNullElse(jwt.getExpiresAt(), Instant.MIN));
        } catch (JwtException e) {
            return null;
        }
    }

    private static Caller caller(Jwt jwt) {
        String subject = Objects.requireNonNullElse(jwt.getSubject(), "");
        String client = Objects.requireNonNullElse(jwt.getClaimAsString("azp"), "");
        List<String> roles = jwt.getClaimAsStringList("roles");
        return new Caller(
                subject,
                Objects.requireNonNullElse(jwt.getClaimAsString("name"), subject),
                roles == null ? Set.of() : Set.copyOf(roles),
                jwt.getClaimAsString("area"),
                jwt.getClaimAsString("resident_id"),
                jwt.getClaimAsString("bureau"),
                jwt.getClaimAsString("facility_id"),
                jwt.getClaimAsString("firm_id"),
                jwt.getClaimAsString("team_id"),
                null,
                null,
                client + ":" + subject);
    }

    private record Verified(Caller caller, Instant until) {}
}
