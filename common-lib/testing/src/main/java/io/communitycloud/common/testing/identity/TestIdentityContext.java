package io.communitycloud.common.testing.identity;

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

/** Points the context of a {@link TestIdentity} test at {@link TestTokens}. */
final class TestIdentityContext implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> test, List<ContextConfigurationAttributes> attributes) {
        return TestContextAnnotationUtils.hasAnnotation(test, TestIdentity.class) ? new Trusting() : null;
    }

    /** A record, so that two tests share one context. */
    private record Trusting() implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "test-identity",
                            Map.of(
                                    "OIDC_ISSUER_URI", TestTokens.shared().issuer(),
                                    "CLIENT_ID", "test",
                                    "CLIENT_SECRET", "test",
                                    "eureka.client.enabled", "false",
                                    "management.tracing.export.enabled", "true")));
        }
    }
}
