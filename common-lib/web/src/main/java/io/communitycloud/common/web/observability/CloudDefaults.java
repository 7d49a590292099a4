package io.communitycloud.common.web.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * Gives every process the platform's defaults below all other configuration, so that a service's own file holds only
 * what is its own.
 *
 * <p>{@code cloud.context} is the name of the bounded context: {@code resident} for {@code resident-service}.
 */
public final class CloudDefaults implements EnvironmentPostProcessor, Ordered {

    private static final String SOURCE = "cloud-defaults.yml";
    private static final String SERVICE_SUFFIX = "-service";

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 10;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var sources = environment.getPropertySources();
        if (sources.contains("cloud-context")) {
            return;
        }
        String name = environment.getProperty("spring.application.name", "unnamed");
        String context =
                name.endsWith(SERVICE_SUFFIX) ? name.substring(0, name.length() - SERVICE_SUFFIX.length()) : name;
        Map<String, Object> derived = new HashMap<>(Map.of("cloud.context", context));
        if (environment.containsProperty("management.server.port")) {
            // Boot refuses an address of its own where management shares the port.
            derived.put("management.server.address", "${server.address}");
        }
        sources.addLast(new MapPropertySource("cloud-context", derived));
        try {
            new YamlPropertySourceLoader()
                    .load(SOURCE, new ClassPathResource(SOURCE))
                    .forEach(sources::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
