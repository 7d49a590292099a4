package io.communitycloud.notice;

import io.communitycloud.common.testing.identity.TestIdentity;
import io.communitycloud.common.testing.platform.PlatformTest;
import io.communitycloud.notice.household.Neighbourhood;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** The whole service over HTTP, with its background at work and a real broker. All such tests share one context. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "logging.structured.format.console="})
@PlatformTest
@TestIdentity
@ContextConfiguration(initializers = WorkedByHand.Secrets.class)
@Import({OutsideOfTests.class, Neighbourhood.class})
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NoticeServiceTest {}
