package io.communitycloud.identityprovider.client;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Remembers front ends' sign-ins, the last few thousand of them, and which refresh tokens of theirs were used up.
 *
 * <p>Who brings a refresh token that was used up has stolen it, or was stolen from: {@link RefreshTokenReused} says so, and
 * whoever hears it ends the session for both (RFC 9700, 4.14.2). Machines' authorizations are not remembered: they are
 * never refreshed, and a revocation reads the token itself.
 */
@Component
public class RecentAuthorizations implements OAuth2AuthorizationService {

    private static final int MOST = 5_000;

    /** Ten of each session; a thief who comes later still gets nothing, only nobody is told. */
    private static final int MOST_SPENT = 50_000;

    private static final int LONGEST_NAME = 200;

    private final InMemoryOAuth2AuthorizationService remembered = new InMemoryOAuth2AuthorizationService();
    private final Map<String, Browser> browsers = new LinkedHashMap<>();
    private final Map<String, String> spent = new Forgetful<>(MOST_SPENT);
    private final Map<String, Boolean> ended = new Forgetful<>(MOST);
    private final ApplicationEventPublisher events;

    RecentAuthorizations(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        if (keep(authorization)) {
            // A code that was used before: whoever has its tokens is not whom they were meant for.
            events.publishEvent(new RefreshTokenReused(authorization));
        }
    }

    /** Whether it came to light that somebody used what was used before. */
    private synchronized boolean keep(OAuth2Authorization authorization) {
        String id = authorization.getId();
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType())
                || ended.containsKey(id)) {
            return false;
        }
        OAuth2Authorization before = remembered.findById(id);
        browsers.computeIfAbsent(id, _ -> Browser.calling());
        String used = before == null ? null : refreshToken(before);
        if (used != null && !used.equals(refreshToken(authorization))) {
            spent.put(digest(used), id);
        }
        remembered.save(authorization);
        while (browsers.size() > MOST) {
            OAuth2Authorization oldest =
                    remembered.findById(browsers.keySet().iterator().next());
            browsers.remove(browsers.keySet().iterator().next());
            if (oldest != null) {
                remembered.remove(oldest);
            }
        }
        OAuth2Authorization.Token<OAuth2RefreshToken> refresh = authorization.getRefreshToken();
        return refresh != null && refresh.isInvalidated();
    }

    @Override
    public synchronized void remove(OAuth2Authorization authorization) {
        // A refresh that is under way must not bring it back.
        ended.put(authorization.getId(), true);
        browsers.remove(authorization.getId());
        remembered.remove(authorization);
    }

    /** Forgets a sign-in and signs its browser out here too, so that nobody gets in again without a secret. */
    public void end(OAuth2Authorization authorization) {
        Browser browser;
        synchronized (this) {
            browser = browsers.get(authorization.getId());
            remove(authorization);
        }
        if (browser != null) {
            browser.signOut();
        }
    }

    /** All sign-ins of somebody, in the order they were made. */
    public synchronized List<SignIn> of(String subject) {
        List<SignIn> found = new ArrayList<>();
        browsers.forEach((id, browser) -> {
            OAuth2Authorization each = remembered.findById(id);
            if (each != null && each.getPrincipalName().equals(subject) && each.getRefreshToken() != null) {
                found.add(new SignIn(each, browser.name()));
            }
        });
        return found;
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return unlessEnded(remembered.findById(id));
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        OAuth2Authorization found = unlessEnded(remembered.findByToken(token, type));
        if (found == null && type != null && OAuth2TokenType.REFRESH_TOKEN.equals(type)) {
            OAuth2Authorization stolen = ofSpent(token);
            if (stolen != null) {
                events.publishEvent(new RefreshTokenReused(stolen));
            }
        }
        return found;
    }

    private synchronized @Nullable OAuth2Authorization ofSpent(String token) {
        String id = spent.get(digest(token));
        return id == null ? null : findById(id);
    }

    /** What Spring remembers holds on to the beginning of a sign-in, code and all, also when the rest was removed. */
    private synchronized @Nullable OAuth2Authorization unlessEnded(@Nullable OAuth2Authorization found) {
        return found == null || ended.containsKey(found.getId()) ? null : found;
    }

    private static @Nullable String refreshToken(OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2RefreshToken> token = authorization.getRefreshToken();
        return token == null ? null : token.getToken().getTokenValue();
    }

    private static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * One sign-in.
     *
     * @param device what the browser or application called itself, null where it said nothing
     */
    public record SignIn(
            OAuth2Authorization authorization, @Nullable String device) {}

    /** The browser in which a sign-in began. */
    private record Browser(@Nullable String name, @Nullable HttpSession session) {

        static Browser calling() {
            if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
                return new Browser(null, null);
            }
            HttpServletRequest request = attributes.getRequest();
            String name = request.getHeader("User-Agent");
            return new Browser(
                    name == null ? null : name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                    request.getSession(false));
        }

        void signOut() {
            try {
                if (session != null) {
                    session.invalidate();
                }
            } catch (IllegalStateException overAlready) {
                // That is what is wanted.
            }
        }
    }

    /** Forgets what it was told first. */
    private static final class Forgetful<V> extends LinkedHashMap<String, V> {

        private static final long serialVersionUID = 1L;

        private final int most;

        private Forgetful(int most) {
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > most;
        }
    }
}
