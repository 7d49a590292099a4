package io.communitycloud.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.common.identity.token.Revocations;
import io.communitycloud.common.identity.token.TokenVerifier;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;

class IdentifyingTest {

    @Test
    void doesNotCallATokenBadWhileTheProvidersKeysAreUnknown() {
        Tokens tokens = tokensRefusedWith(new JwtException("the identity provider is being asked for its keys"));
        assertThatThrownBy(() -> tokens.callerOf("a.b.c")).isInstanceOf(KeysUnknown.class);
    }

    @Test
    void knowsNobodyByABadToken() {
        assertThat(tokensRefusedWith(new BadJwtException("forged")).callerOf("a.b.c"))
                .isEmpty();
    }

    private static Tokens tokensRefusedWith(JwtException reason) {
        TokenVerifier verifier = new TokenVerifier(
                token -> {
                    throw reason;
                },
                new Revocations(Clock.systemUTC()),
                Clock.systemUTC());
        return new VerifiedTokens(verifier);
    }
}
