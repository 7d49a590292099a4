package io.communitycloud.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;

/** Who may speak to the registry: everyone may ask whether it is well, everything else needs its credentials. */
@Configuration(proxyBeanMethods = false)
class Access {

    @Bean
    SecurityFilterChain requests(HttpSecurity http) {
        return http.authorizeHttpRequests(
                        request -> request.requestMatchers(EndpointRequest.to("health", "info", "prometheus"))
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .httpBasic(Customizer.withDefaults())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Every call carries its credentials and no cookie exists, so there is nothing to forge.
                .csrf(csrf -> csrf.disable())
                .build();
    }

    /**
     * Compares the credentials as they are.
     *
     * <p>They are a generated secret of 256 bits, not a person's password: hashing slowly would protect nothing, and would
     * cost every heartbeat of every instance 60 ms of a core.
     */
    @Bean
    PasswordEncoder credentials() {
        return new PasswordEncoder() {
            @Override
            public @Nullable String encode(@Nullable CharSequence credentials) {
                return credentials == null ? null : credentials.toString();
            }

            @Override
            public boolean matches(@Nullable CharSequence presented, @Nullable String expected) {
                return presented != null
                        && expected != null
                        && MessageDigest.isEqual(
                                presented.toString().getBytes(StandardCharsets.UTF_8),
                                expected.getBytes(StandardCharsets.UTF_8));
            }
        };
    }
}
