package io.communitycloud.common.events.asyncapi;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.autoconfigure.EventsAutoConfiguration;
import io.communitycloud.common.events.autoconfigure.EventsProperties;
import io.communitycloud.common.events.consumption.Consumption;
import io.communitycloud.common.events.store.AggregateStores;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Lets every service that has events say which. */
@AutoConfiguration(after = EventsAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty("cloud.context")
public class AsyncApiAutoConfiguration {

    @Bean
    AsyncApiController asyncApiController(
            AggregateStores stores,
            Consumption consumption,
            EventsProperties settings,
            @Value("${cloud.context}") String context,
            @Value("${spring.application.name}") String group) {
        return new AsyncApiController(() -> {
            List<Class<? extends Aggregate>> kinds = stores.kinds().stream()
                    .sorted(Comparator.comparing(Class::getName))
                    .toList();
            return new AsyncApi.Service(
                    context,
                    group,
                    kinds,
                    consumption.interests(),
                    settings.partitions(),
                    settings.retention(),
                    !settings.ownsAreas());
        });
    }
}
