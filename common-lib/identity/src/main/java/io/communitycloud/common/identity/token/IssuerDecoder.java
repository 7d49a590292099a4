package io.communitycloud.common.identity.token;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.web.client.RestClient;

/**
 * Makes the decoder for tokens of one OpenID provider (RS256 only).
 *
 * <p>The provider is asked for its keys at the first token, not at start, so that parts may start in any order; keys once
 * fetched serve on while it is away.
 */
public final class IssuerDecoder {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private IssuerDecoder() {}

    /**
     * A decoder that accepts what the issuer signed for the audience and what has not ended.
     *
     * @param issuer the provider's issuer URI, exactly as in {@code iss}
     */
    public static JwtDecoder of(String issuer, String audience) {
        return new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys(issuer))
                    .jwsAlgorithm(SignatureAlgorithm.RS256)
                    .build();
            OAuth2TokenValidator<Jwt> ofIssuer = JwtValidators.createDefaultWithIssuer(issuer);
            OAuth2TokenValidator<Jwt> forUs = new JwtClaimValidator<@Nullable Collection<String>>(
                    JwtClaimNames.AUD, audiences -> audiences != null && audiences.contains(audience));
            OAuth2TokenValidator<Jwt> ending = new JwtClaimValidator<>(JwtClaimNames.EXP, Objects::nonNull);
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(ofIssuer, forUs, ending));
            return decoder;
        });
    }

    private static JWKSource<SecurityContext> keys(String issuer) {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(PATIENCE);
        requests.setReadTimeout(PATIENCE);
        Map<String, Object> configuration = RestClient.builder()
                .requestFactory(requests)
                .build()
                .get()
                .uri(issuer + "/.well-known/openid-configuration")
                .retrieve()
                .body(new ParameterizedTypeReference<>() {});
        if (configuration == null || !(configuration.get("jwks_uri") instanceof String uri)) {
            throw new IllegalStateException("the issuer does not say where its keys are");
        }
        try {
            return JWKSourceBuilder.create(URI.create(uri).toURL())
                    .retrying(true)
                    .outageTolerantForever()
                    .build();
        } catch (MalformedURLException malformed) {
            throw new IllegalStateException("the issuer names no address for its keys", malformed);
        }
    }
}
