package io.communitycloud.identityprovider.client;

import io.communitycloud.identityprovider.IdentitySettings;
import io.communitycloud.identityprovider.key.Secrets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Who may ask for a token in its own name, and what its token then says. */
@Configuration(proxyBeanMethods = false)
public class Clients {

    /** The browser's client: no secret, so every exchange proves possession of its code instead. */
    static final String WEB = "web";

    /** The telephone's client, without a secret for the same reason. */
    private static final String APP = "app";

    /** A scheme of its own (RFC 8252, 7.1), and for desktops the machine's own address at any port (7.3). */
    private static final List<String> APP_CALLBACKS =
            List.of("io.communitycloud.app:/callback", "http://127.0.0.1/callback");

    private static final String CLAIMS = "claims";

    @Bean
    RegisteredClientRepository registeredClients(IdentitySettings settings, Secrets secrets) {
        Stream<RegisteredClient> services = settings.services().stream()
                .map(service ->
                        machine(service, secrets, settings, Map.of("name", service, "roles", List.of("system"))));
        Stream<RegisteredClient> bureaus = settings.bureaus().stream()
                .map(bureau -> machine(
                        "bureau-" + bureau.toLowerCase(Locale.ROOT),
                        secrets,
                        settings,
                        Map.of("name", bureau, "roles", List.of("bureau-client"), "bureau", bureau)));
        return new InMemoryRegisteredClientRepository(
                Stream.concat(Stream.concat(services, bureaus), Stream.of(web(settings), app(settings)))
                        .toList());
    }

    /** The claims a machine's token carries beside the standard ones. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> claimsOf(RegisteredClient client) {
        Object claims = client.getClientSettings().getSetting(CLAIMS);
        return claims == null ? Map.of() : (Map<String, Object>) claims;
    }

    private static RegisteredClient machine(
            String id, Secrets secrets, IdentitySettings settings, Map<String, Object> claims) {
        return RegisteredClient.withId(id)
                .clientId(id)
                // The secret is 256 bits of a keyed hash, not a human's password: slow hashing would only slow us.
                .clientSecret("{noop}" + secrets.ofClient(id))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .clientSettings(ClientSettings.builder().setting(CLAIMS, claims).build())
                .tokenSettings(tokens(settings))
                .build();
    }

    private static RegisteredClient web(IdentitySettings settings) {
        return frontEnd(WEB, settings)
                .redirectUri(settings.portal() + "/portal/callback")
                .redirectUri(settings.portal() + "/docs/oauth2-redirect.html")
                .redirectUri(settings.portal() + "/swagger-ui/oauth2-redirect.html")
                .redirectUris(uris -> settings.origins().forEach(origin -> uris.add(origin + "/callback")))
                .postLogoutRedirectUris(uris -> settings.origins().forEach(origin -> uris.add(origin + "/")))
                .build();
    }

    private static RegisteredClient app(IdentitySettings settings) {
        return frontEnd(APP, settings)
                .redirectUris(uris -> uris.addAll(APP_CALLBACKS))
                .build();
    }

    private static RegisteredClient.Builder frontEnd(String id, IdentitySettings settings) {
        return RegisteredClient.withId(id)
                .clientId(id)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .tokenSettings(tokens(settings));
    }

    private static TokenSettings tokens(IdentitySettings settings) {
        return TokenSettings.builder()
                .accessTokenTimeToLive(settings.accessTokenLife())
                .refreshTokenTimeToLive(settings.refreshTokenLife())
                .reuseRefreshTokens(false)
                .build();
    }
}
