package io.communitycloud.identityprovider.client;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * Lets a client without a secret refresh and revoke: there the token itself is the proof, as PKCE is for the code.
 *
 * <p>Refresh tokens are rotated, as RFC 9700 section 4.14.2 asks for public clients.
 */
@Component
public class PublicClientAuthentication implements AuthenticationConverter, AuthenticationProvider {

    private static final String REVOCATION = "/oauth2/revoke";

    private final RegisteredClientRepository clients;

    PublicClientAuthentication(RegisteredClientRepository clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String clientId = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
        boolean holdsToken = "refresh_token".equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE))
                || REVOCATION.equals(request.getRequestURI());
        boolean hasSecret = request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null
                || request.getHeader("Authorization") != null;
        if (clientId == null || hasSecret || !holdsToken) {
            return null;
        }
        return new OAuth2ClientAuthenticationToken(
                clientId,
                ClientAuthenticationMethod.NONE,
                null,
                Map.of(PublicClientAuthentication.class.getName(), true));
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        OAuth2ClientAuthenticationToken asked = (OAuth2ClientAuthenticationToken) authentication;
        if (!asked.getAdditionalParameters().containsKey(PublicClientAuthentication.class.getName())) {
            return null;
        }
        RegisteredClient client = clients.findByClientId(String.valueOf(asked.getPrincipal()));
        if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
