package io.communitycloud.identityprovider.revocation;

import io.communitycloud.identityprovider.IdentitySettings;
import io.communitycloud.identityprovider.revocation.RevocationFeed.FeedUnavailable;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Service;

/** Takes back one token, or everything a subject holds. */
@Service
class RevokingTokens {

    private final RevocationFeed feed;
    private final EndingSessions ending;
    private final OAuth2AuthorizationService authorizations;
    private final JwtDecoder decoder;
    private final IdentitySettings settings;
    private final Clock clock;

    RevokingTokens(
            RevocationFeed feed,
            EndingSessions ending,
            OAuth2AuthorizationService authorizations,
            JwtDecoder decoder,
            IdentitySettings settings,
            Clock clock) {
        this.feed = feed;
        this.ending = ending;
        this.authorizations = authorizations;
        this.decoder = decoder;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Takes back a token, with a refresh token the whole session; one that is unknown, ended or another client's is passed over, as RFC 7009 wants.
     *
     * @param clientId only this client's tokens, or any client's if null
     */
    void token(String value, @Nullable String clientId) throws FeedUnavailable {
        OAuth2Authorization byRefresh = authorizations.findByToken(value, OAuth2TokenType.REFRESH_TOKEN);
        if (byRefresh != null) {
            if (clientId == null || clientId.equals(byRefresh.getRegisteredClientId())) {
                ending.end(byRefresh);
            }
            return;
        }
        accessToken(value, clientId);
    }

    /** Takes back everything that was issued to a subject until now. */
    void subject(String subject) throws FeedUnavailable {
        feed.announce("sub:" + subject, clock.instant().plus(settings.accessTokenLife()));
    }

    private void accessToken(String value, @Nullable String clientId) throws FeedUnavailable {
        Optional<Jwt> token = decode(value);
        if (token.isEmpty()) {
            return;
        }
        Jwt jwt = token.get();
        Instant end = jwt.getExpiresAt();
        if (jwt.getId() == null || end == null || (clientId != null && !clientId.equals(jwt.getClaimAsString("azp")))) {
            return;
        }
        feed.announce(jwt.getId(), end);
    }

    private Optional<Jwt> decode(String value) {
        try {
            return Optional.of(decoder.decode(value));
        } catch (JwtException notOursOrEnded) {
            return Optional.empty();
        }
    }
}
