package io.communitycloud.exchange.isolation;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock the systems' hours are read by. */
@Configuration(proxyBeanMethods = false)
class IsolationConfiguration {

    /** By the present, unless the systems are stand-ins whose clock stands at a time of its own. */
    @Bean
    OpeningClock openingClock(@Value("${exchange.clock:}") String standsAt, Clock clock) {
        return new OpeningClock(
                standsAt.isBlank()
                        ? clock
                        : Clock.fixed(OffsetDateTime.parse(standsAt).toInstant(), ZoneOffset.UTC));
    }
}
