package io.communitycloud.registry;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
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
}
