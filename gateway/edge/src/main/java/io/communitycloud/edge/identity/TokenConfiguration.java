package io.communitycloud.edge.identity;

import io.communitycloud.common.identity.autoconfigure.IdentityProperties;
import io.communitycloud.common.identity.token.IssuerDecoder;
import io.communitycloud.common.identity.token.RevocationFeed;
import io.communitycloud.common.identity.token.Revocations;
import io.communitycloud.common.identity.token.TokenVerifier;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Verification and revocation as every service has them, without the access law: that is the services' to keep. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentityProperties.class)
class TokenConfiguration {

    @Bean
    Revocations revocations(Clock clock) {
        return new Revocations(clock);
    }

    @Bean
    TokenVerifier tokenVerifier(IdentityProperties settings, Revocations revocations, Clock clock) {
        return new TokenVerifier(
                IssuerDecoder.of(settings.issuer(), settings.audience(), settings.claims()), revocations, clock);
    }

    @Bean
    @ConditionalOnProperty(name = "cloud.identity.revocations", havingValue = "true", matchIfMissing = true)
    RevocationFeed revocationFeed(
            Revocations revocations, JsonMapper json, @Value("${spring.kafka.bootstrap-servers}") String brokers) {
        return new RevocationFeed(
                revocations,
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "enable.auto.commit",
                        false,
                        "metadata.max.age.ms",
                        5_000,
                        "reconnect.backoff.max.ms",
                        1_000),
                json);
    }
}
