package io.communitycloud.exchange.webhook;

import java.net.InetAddress;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How names are looked up. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Lookup lookup() {
        return InetAddress::getAllByName;
    }
}
