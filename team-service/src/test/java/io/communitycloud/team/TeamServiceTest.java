package io.communitycloud.team;

import io.communitycloud.common.testing.identity.TestIdentity;
import io.communitycloud.common.testing.platform.PlatformTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** The whole service on a store and a broker; its clock-driven jobs run when a test runs them. All share one context. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "logging.structured.format.console=", "team.background=false"})
@PlatformTest
@TestIdentity
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface TeamServiceTest {}
