package io.communitycloud.identityprovider.account;

import io.communitycloud.identityprovider.IdentitySettings;
import io.communitycloud.identityprovider.key.Secrets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Mints an access token of any demo account for whoever can read this copy's demo secret. */
@RestController
class DemoTokenController {

    /** Stands in the token where a browser's or a service's client id would. */
    private static final String CLIENT = "cloud-cli";

    private final Secrets secrets;
    private final JwtEncoder encoder;
    private final IdentitySettings settings;
    private final Clock clock;

    DemoTokenController(Secrets secrets, JwtEncoder encoder, IdentitySettings settings, Clock clock) {
        this.secrets = secrets;
        this.encoder = encoder;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping("/demo/tokens")
    Map<String, Object> mint(
            @RequestHeader(name = "X-Demo-Secret", required = false) @Nullable String secret,
            @RequestBody DemoAccount.Wish wish) {
        if (secret == null || !secrets.opensDemo(secret)) {
            throw new NotTheOwner();
        }
        DemoAccount account = DemoAccount.of(wish);
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(settings.issuer().toString())
                .subject(account.getName())
                .audience(List.of("community-cloud"))
                .id(UUID.randomUUID().toString())
                .issuedAt(now)
                .notBefore(now)
                .expiresAt(now.plus(settings.accessTokenLife()))
                .claim("azp", CLIENT)
                .claims(all -> all.putAll(account.claims()))
                .build();
        String token = encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(SignatureAlgorithm.RS256).build(), claims))
                .getTokenValue();
        return Map.of(
                "access_token",
                token,
                "token_type",
                "Bearer",
                "expires_in",
                settings.accessTokenLife().toSeconds(),
                "subject",
                account.getName());
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.UNAUTHORIZED)
    ProblemDetail refuse(NotTheOwner refusal) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, "X-Demo-Secret is not this copy's");
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    ProblemDetail refuse(IllegalArgumentException refusal) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(refusal.getMessage()));
    }

    static final class NotTheOwner extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
