package io.communitycloud.exchange.operation;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How operations are done. */
@Configuration(proxyBeanMethods = false)
class OperationConfiguration {

    @Bean
    Patience patience(@Value("${exchange.patience:3s}") Duration atMost) {
        return new Patience(() -> atMost);
    }
}
