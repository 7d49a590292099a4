package io.communitycloud.legacy;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts the stand-ins. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class LegacyApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(LegacyApplication.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
