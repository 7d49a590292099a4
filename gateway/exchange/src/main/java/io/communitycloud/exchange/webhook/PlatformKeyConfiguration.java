package io.communitycloud.exchange.webhook;

import io.communitycloud.common.signatures.KeyFile;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The key the platform signs with, in the file that the edge signs its answers with too. */
@Configuration(proxyBeanMethods = false)
class PlatformKeyConfiguration {

    @Bean
    KeyFile platformKey(@Value("${exchange.home}") Path home) {
        return new KeyFile(home.resolve("secrets").resolve("platform-signing-key"));
    }
}
