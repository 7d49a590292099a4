package io.communitycloud.identityprovider.client;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/**
 * Remembers browsers' sign-ins, the last few thousand of them.
 *
 * <p>Machines' authorizations are not remembered: they are never refreshed, and a revocation reads the token itself.
 */
@Component
public class RecentAuthorizations implements OAuth2AuthorizationService {

    private static final int MOST = 5_000;

    private final InMemoryOAuth2AuthorizationService remembered = new InMemoryOAuth2AuthorizationService();
    private final Deque<String> order = new ArrayDeque<>();

    @Override
    public synchronized void save(OAuth2Authorization authorization) {
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType())) {
            return;
        }
        if (remembered.findById(authorization.getId()) == null) {
            order.addLast(authorization.getId());
        }
        remembered.save(authorization);
        while (order.size() > MOST) {
            OAuth2Authorization oldest = remembered.findById(order.removeFirst());
            if (oldest != null) {
                remembered.remove(oldest);
            }
        }
    }

    @Override
    public synchronized void remove(OAuth2Authorization authorization) {
        order.remove(authorization.getId());
        remembered.remove(authorization);
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return remembered.findById(id);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return remembered.findByToken(token, type);
    }
}
