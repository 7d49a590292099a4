package io.communitycloud.common.identity.token;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Makes the decoder for tokens of one OpenID provider (RS256 only).
 *
 * <p>The provider is asked for its keys at the first token, not at start, so that parts may start in any order; keys once
 * fetched serve on while it is away.
 */
public final class IssuerDecoder implements JwtDecoder {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Supplier<JwtDecoder> reaching;
    private final ReentrantLock onlyOne = new ReentrantLock();
    private volatile @Nullable JwtDecoder reached;

    private IssuerDecoder(Supplier<JwtDecoder> reaching) {
        this.reaching = reaching;
    }

    /**
     * A decoder that accepts what the issuer signed for the audience and what has not ended.
     *
     * @param issuer the provider's issuer URI, exactly as in {@code iss}
     * @param claims our claim names to where this provider's claims stand, for those that it names otherwise
     */
    public static JwtDecoder of(String issuer, String audience, Map<String, String> claims) {
        return new IssuerDecoder(() -> {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys(issuer))
                    .jwsAlgorithm(SignatureAlgorithm.RS256)
                    .build();
            OAuth2TokenValidator<Jwt> ofIssuer = JwtValidators.createDefaultWithIssuer(issuer);
            OAuth2TokenValidator<Jwt> forUs = new JwtClaimValidator<@Nullable Collection<String>>(
                    JwtClaimNames.AUD, audiences -> audiences != null && audiences.contains(audience));
            OAuth2TokenValidator<Jwt> ending = new JwtClaimValidator<>(JwtClaimNames.EXP, Objects::nonNull);
            decoder.setClaimSetConverter(new ClaimNames(claims));
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(ofIssuer, forUs, ending));
            return decoder;
        });
    }

    /**
     * The token's content.
     *
     * @throws BadJwtException where the token is at fault, and no other {@link JwtException} then
     * @throws JwtException where the provider is, so that nothing can be said of the token yet
     */
    @Override
    public Jwt decode(String token) {
        JwtDecoder decoder = reached;
        try {
            return (decoder == null ? reach(token) : decoder).decode(token);
        } catch (BadJwtException bad) {
            throw bad;
        } catch (JwtException unsaid) {
            // Keys were asked for a moment ago and this one was not among them; whoever invents keys gets no 503.
            if (unsaid.getCause() instanceof RateLimitReachedException) {
                throw new BadJwtException("signed with a key nobody published", unsaid);
            }
            throw unsaid;
        }
    }

    private JwtDecoder reach(String token) {
        try {
            if (!(JWTParser.parse(token) instanceof SignedJWT)) {
                throw new BadJwtException("not a signed token");
            }
        } catch (ParseException garbage) {
            throw new BadJwtException("not a token", garbage);
        }
        // Whoever finds another caller waiting for a provider that hangs waits as long, but not one after the other.
        try {
            if (!onlyOne.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new JwtException("the identity provider is being asked for its keys");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new JwtException("stopped while the identity provider was asked for its keys", stopped);
        }
        try {
            JwtDecoder other = reached;
            if (other != null) {
                return other;
            }
            JwtDecoder decoder = reaching.get();
            reached = decoder;
            return decoder;
        } catch (RestClientException | IllegalStateException away) {
            throw new JwtException("the identity provider does not say where its keys are", away);
        } finally {
            onlyOne.unlock();
        }
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
