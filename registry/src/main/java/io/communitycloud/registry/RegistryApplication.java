package io.communitycloud.registry;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;

/** Starts the registry. */
@SpringBootApplication
@EnableEurekaServer
public class RegistryApplication {

    /** Refuses to start without {@code REGISTRY_USER} and {@code REGISTRY_PASSWORD}: there is no default to forget. */
    public static void main(String[] arguments) {
        SpringApplication.run(RegistryApplication.class, arguments);
    }
}
