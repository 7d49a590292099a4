package io.communitycloud.notice.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows how long what is due has been waiting; more than five minutes is worth an alarm. */
@Configuration(proxyBeanMethods = false)
class DeliveryMetersConfiguration {

    @Bean
    MeterBinder deliveryMeters(Deliveries deliveries, Clock clock) {
        return registry -> Gauge.builder(
                        "cloud.notice.oldest.due.age",
                        deliveries,
                        each -> each.oldestDue()
                                .map(due ->
                                        Duration.between(due, clock.instant()).toMillis() / 1000.0)
                                .orElse(0.0))
                .description("How long the longest waiting delivery has been due")
                .baseUnit("seconds")
                .register(registry);
    }
}
