package io.communitycloud.common.testing.platform;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a Spring test a store and a broker of its own making: beside {@code @SpringBootTest}, nothing else is needed.
 *
 * <p>Both are started once per process and shared. Each application context gets a database of its own; topics are
 * shared, so contexts of one service must not run at the same time (Spring pauses those it does not use).
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PlatformTest {

    /** Whether there is a broker; without one the context meets a port where nobody listens, and starts faster. */
    boolean broker() default true;
}
