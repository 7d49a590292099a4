package io.communitycloud.common.testing.identity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Lets a {@code @SpringBootTest} trust {@link TestTokens}, which its methods may take as a parameter.
 *
 * <p>It also keeps the context from looking for a registry and lets it propagate traces.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(TestTokensParameter.class)
public @interface TestIdentity {}
