package io.communitycloud.edge.identity;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.access.Callers;
import io.communitycloud.common.identity.token.TokenVerifier;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/** Tokens of the platform's identity provider, each verified once and held against the revocations at every call. */
@Component
class VerifiedTokens implements Tokens {

    private static final Logger log = LoggerFactory.getLogger(VerifiedTokens.class);

    private final TokenVerifier verifier;

    VerifiedTokens(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Optional<Caller> callerOf(String token) {
        try {
            return Optional.of(Callers.of(verifier.decode(token), null, null));
        } catch (BadJwtException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (JwtException e) {
            log.warn("A token could not be verified: {}", e.getMessage());
            throw new KeysUnknown(e);
        }
    }
}
