package io.communitycloud.identityprovider;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the identity provider. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class IdentityProviderApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(IdentityProviderApplication.class, arguments);
    }
}
