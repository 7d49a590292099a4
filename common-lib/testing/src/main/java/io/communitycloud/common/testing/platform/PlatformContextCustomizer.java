package io.communitycloud.common.testing.platform;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Points a context at the store and the broker of this process.
 *
 * @param broker whether there is one
 */
record PlatformContextCustomizer(boolean broker) implements ContextCustomizer {

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        String database = Platform.newDatabase();
        String brokers = broker ? Platform.brokers() : Platform.NOWHERE;
        Map<String, Object> properties = Map.of(
                "spring.mongodb.uri", Platform.storeUri(),
                "spring.mongodb.database", database,
                "spring.kafka.bootstrap-servers", brokers,
                "cloud.events.instance", database,
                "eureka.client.enabled", "false");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("platform", properties));
    }

    /** Finds the annotation on a test class, on what it extends or on the class it is nested in. */
    static final class Factory implements ContextCustomizerFactory {

        @Override
        public @Nullable ContextCustomizer createContextCustomizer(
                Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
            PlatformTest wanted = TestContextAnnotationUtils.findMergedAnnotation(testClass, PlatformTest.class);
            return wanted == null ? null : new PlatformContextCustomizer(wanted.broker());
        }
    }
}
