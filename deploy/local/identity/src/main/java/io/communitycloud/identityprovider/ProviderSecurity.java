package io.communitycloud.identityprovider;

import io.communitycloud.identityprovider.account.DemoAccount;
import io.communitycloud.identityprovider.client.Clients;
import io.communitycloud.identityprovider.client.PublicClientAuthentication;
import io.communitycloud.identityprovider.client.RotatingRefreshTokens;
import io.communitycloud.identityprovider.revocation.RevocationAuthentication;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** Which doors the provider has, who passes them and what a token says. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ProviderSecurity {

    private static final String AUDIENCE = "community-cloud";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IdentitySettings settings) {
        return AuthorizationServerSettings.builder()
                .issuer(settings.issuer().toString())
                .build();
    }

    @Bean
    @Order(1)
    SecurityFilterChain protocol(
            HttpSecurity http, PublicClientAuthentication publicClients, RevocationAuthentication revocation) {
        return http.oauth2AuthorizationServer(server -> {
                    http.securityMatcher(server.getEndpointsMatcher());
                    server.oidc(Customizer.withDefaults());
                    server.clientAuthentication(clients ->
                            clients.authenticationConverter(publicClients).authenticationProvider(publicClients));
                    server.tokenRevocationEndpoint(endpoint -> endpoint.authenticationProviders(providers -> {
                                providers.clear();
                                providers.add(revocation);
                            })
                            .errorResponseHandler(revocation));
                })
                .cors(Customizer.withDefaults())
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(exceptions -> exceptions.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint("/login"),
                        new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/login", "/demo/**", "/sessions/**", "/actuator/**", "/error")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                // Called by programs with a secret or a token in a header, which no foreign page can send.
                .csrf(csrf -> csrf.ignoringRequestMatchers("/demo/**", "/sessions/**"))
                .build();
    }

    @Bean
    OAuth2TokenGenerator<OAuth2Token> tokenGenerator(JwtEncoder encoder, Clock clock) {
        JwtGenerator tokens = new JwtGenerator(encoder);
        tokens.setJwtCustomizer(ProviderSecurity::describe);
        return new DelegatingOAuth2TokenGenerator(tokens, new RotatingRefreshTokens(clock));
    }

    @Bean
    CorsConfigurationSource corsConfigurationSource(IdentitySettings settings) {
        CorsConfiguration pages = new CorsConfiguration();
        pages.setAllowedOrigins(settings.origins().map(URI::toString).toList());
        pages.setAllowedMethods(List.of("GET", "POST"));
        pages.setAllowedHeaders(List.of("Authorization", "Content-Type"));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/oauth2/**", pages);
        source.registerCorsConfiguration("/userinfo", pages);
        source.registerCorsConfiguration("/.well-known/**", pages);
        return source;
    }

    private static void describe(JwtEncodingContext context) {
        Authentication holder = context.getPrincipal();
        if (holder != null && holder.getPrincipal() instanceof DemoAccount account) {
            context.getClaims().claims(claims -> claims.putAll(account.claims()));
        } else {
            context.getClaims().claims(claims -> claims.putAll(Clients.claimsOf(context.getRegisteredClient())));
        }
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            context.getClaims()
                    .audience(List.of(AUDIENCE))
                    .claim("azp", context.getRegisteredClient().getClientId());
            OAuth2Authorization session = context.getAuthorization();
            if (session != null) {
                // By this all tokens of a session are taken back together.
                context.getClaims().claim("sid", session.getId());
            }
        }
    }
}
