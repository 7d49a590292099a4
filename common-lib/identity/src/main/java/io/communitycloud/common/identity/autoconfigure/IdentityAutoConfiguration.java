package io.communitycloud.common.identity.autoconfigure;

import io.communitycloud.common.identity.Unmasking;
import io.communitycloud.common.identity.access.AccessInterceptor;
import io.communitycloud.common.identity.access.AccessLaw;
import io.communitycloud.common.identity.access.Callers;
import io.communitycloud.common.identity.access.IdentityArguments;
import io.communitycloud.common.identity.access.LawfulUnmasking;
import io.communitycloud.common.identity.access.Scopes;
import io.communitycloud.common.identity.token.IssuerDecoder;
import io.communitycloud.common.identity.token.RevocationFeed;
import io.communitycloud.common.identity.token.Revocations;
import io.communitycloud.common.identity.token.TokenVerifier;
import io.communitycloud.common.web.ClientNames;
import io.communitycloud.common.web.problem.Failure;
import io.communitycloud.common.web.problem.Problems;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Makes a process a resource server that keeps the access law. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
        })
@EnableConfigurationProperties(IdentityProperties.class)
public class IdentityAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    AccessLaw accessLaw() {
        return AccessLaw.shipped();
    }

    @Bean
    Callers callers() {
        return new Callers();
    }

    @Bean
    Scopes scopes(IdentityProperties settings, ObjectProvider<Scopes.HouseholdScope> households) {
        return new Scopes(
                settings.city(),
                resident -> Optional.ofNullable(households.getIfAvailable()).flatMap(each -> each.of(resident)));
    }

    @Bean
    Unmasking unmasking(AccessLaw law) {
        return new LawfulUnmasking(law);
    }

    @Bean
    IdentityArguments identityArguments(Callers callers, Scopes scopes) {
        return new IdentityArguments(callers, scopes);
    }

    @Bean
    WebMvcConfigurer accessLawAtEveryCall(AccessLaw law, Callers callers) {
        AccessInterceptor interceptor = new AccessInterceptor(law, callers);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(interceptor);
            }
        };
    }

    @Bean
    Revocations revocations(Clock clock) {
        return new Revocations(clock);
    }

    @Bean
    @ConditionalOnMissingBean
    TokenVerifier tokenVerifier(IdentityProperties settings, Revocations revocations, Clock clock) {
        return new TokenVerifier(
                IssuerDecoder.of(settings.issuer(), settings.audience(), settings.claims()), revocations, clock);
    }

    /** Idempotency keys are kept per client and subject of the token. */
    @Bean
    ClientNames clientNames() {
        return request -> request.getUserPrincipal() instanceof JwtAuthenticationToken token
                ? Callers.of(token.getToken(), null, null).client()
                : "anonymous";
    }

    /** Everything needs a token but the documents of the API; the management port is not reached through here. */
    @Bean
    @ConditionalOnMissingBean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http, TokenVerifier tokens, Problems problems, IdentityProperties settings) throws Exception {
        return http.csrf(csrf -> csrf.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/v3/api-docs/**", "/asyncapi/**", "/error")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, settings.signed().toArray(String[]::new))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, failure) ->
                                problems.write(unauthorized(failure), request, response))
                        .accessDeniedHandler((request, response, failure) ->
                                problems.write(Failure.of(403, "forbidden"), request, response)))
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(tokens)
                                .jwtAuthenticationConverter(IdentityAutoConfiguration::authenticated))
                        .authenticationEntryPoint((request, response, failure) ->
                                problems.write(unauthorized(failure), request, response)))
                .build();
    }

    @Bean
    MeterBinder revocationMeters(Revocations revocations) {
        return registry -> Gauge.builder(
                        "cloud.revocations.staleness",
                        revocations,
                        each -> each.staleness().toSeconds())
                .description("How long the feed of revocations has been silent")
                .baseUnit("seconds")
                .register(registry);
    }

    private static JwtAuthenticationToken authenticated(Jwt token) {
        return new JwtAuthenticationToken(token, List.of());
    }

    /** RFC 6750, 3.1: who brought no token learns nothing; who brought one learns that it is at fault, not why. */
    private static Failure unauthorized(AuthenticationException failure) {
        String challenge =
                failure instanceof OAuth2AuthenticationException ? "Bearer error=\"invalid_token\"" : "Bearer";
        return Failure.of(401, "unauthorized").withHeader("WWW-Authenticate", challenge);
    }

    /** Revocations are followed wherever Kafka's client is at hand. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConsumerConfig.class)
    @ConditionalOnProperty(name = "cloud.identity.revocations", havingValue = "true", matchIfMissing = true)
    static class FollowingRevocations {

        @Bean
        RevocationFeed revocationFeed(
                Revocations revocations,
                JsonMapper json,
                @Value("${spring.kafka.bootstrap-servers:127.0.0.1:9192}") String brokers) {
            Map<String, Object> settings = new HashMap<>();
            settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
            settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
            settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
            return new RevocationFeed(revocations, settings, json);
        }
    }
}
