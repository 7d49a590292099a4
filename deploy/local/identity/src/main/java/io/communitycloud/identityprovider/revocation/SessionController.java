package io.communitycloud.identityprovider.revocation;

import io.communitycloud.identityprovider.client.RecentAuthorizations;
import io.communitycloud.identityprovider.client.RecentAuthorizations.SignIn;
import io.communitycloud.identityprovider.revocation.RevocationFeed.FeedUnavailable;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Shows whoever brings an access token where she is signed in, and signs her out there. */
@RestController
class SessionController {

    private static final String AUDIENCE = "community-cloud";
    private static final String SCHEME = "Bearer ";

    private final RecentAuthorizations authorizations;
    private final EndingSessions ending;
    private final JwtDecoder decoder;
    private final Clock clock;

    SessionController(RecentAuthorizations authorizations, EndingSessions ending, JwtDecoder decoder, Clock clock) {
        this.authorizations = authorizations;
        this.ending = ending;
        this.decoder = decoder;
        this.clock = clock;
    }

    @GetMapping("/sessions")
    ResponseEntity<Sessions> list(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        Optional<Jwt> caller = caller(authorization);
        if (caller.isEmpty()) {
            return refused();
        }
        String current = caller.get().getClaimAsString("sid");
        List<Session> sessions = open(caller.get())
                .map(each -> view(each, current))
                .sorted(Comparator.comparing(Session::refreshedAt).reversed())
                .toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Sessions(sessions, null));
    }

    @DeleteMapping("/sessions/{id}")
    ResponseEntity<Void> end(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        Optional<Jwt> caller = caller(authorization);
        if (caller.isEmpty()) {
            return refused();
        }
        Optional<SignIn> session = open(caller.get())
                .filter(each -> each.authorization().getId().equals(id))
                .findFirst();
        if (session.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        try {
            ending.end(session.get().authorization());
            return ResponseEntity.noContent().build();
        } catch (FeedUnavailable e) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, "5")
                    .build();
        }
    }

    private Stream<SignIn> open(Jwt caller) {
        Instant now = clock.instant();
        return authorizations.of(String.valueOf(caller.getSubject())).stream()
                .filter(each -> now.isBefore(timeOf(each.authorization().getRefreshToken(), false)));
    }

    /** Who calls: by an access token of ours whose own session, where it has one, goes on. */
    private Optional<Jwt> caller(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            Jwt token = decoder.decode(authorization.substring(SCHEME.length()).strip());
            String session = token.getClaimAsString("sid");
            boolean meant = token.getAudience() != null && token.getAudience().contains(AUDIENCE);
            boolean over = session != null && authorizations.findById(session) == null;
            return meant && !over ? Optional.of(token) : Optional.empty();
        } catch (JwtException notOursOrEnded) {
            return Optional.empty();
        }
    }

    private static Session view(SignIn signIn, @Nullable String current) {
        OAuth2Authorization authorization = signIn.authorization();
        return new Session(
                authorization.getId(),
                authorization.getRegisteredClientId(),
                signIn.device(),
                timeOf(authorization.getToken(OAuth2AuthorizationCode.class), true),
                timeOf(authorization.getAccessToken(), true),
                timeOf(authorization.getRefreshToken(), false),
                authorization.getId().equals(current));
    }

    /** When a token was issued, or when it ends. */
    private static Instant timeOf(OAuth2Authorization.@Nullable Token<? extends OAuth2Token> token, boolean issued) {
        OAuth2Token told =
                Objects.requireNonNull(token, "a sign-in has all its tokens").getToken();
        return Objects.requireNonNull(issued ? told.getIssuedAt() : told.getExpiresAt());
    }

    private static <T> ResponseEntity<T> refused() {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
                .build();
    }

    /** As every list of the platform. */
    record Sessions(List<Session> items, @Nullable String next) {}

    record Session(
            String id,
            String client,
            @Nullable String device,
            Instant signedInAt,
            Instant refreshedAt,
            Instant endsAt,
            boolean current) {}
}
