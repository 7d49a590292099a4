package io.communitycloud.exchange;

import io.communitycloud.common.testing.identity.TestIdentity;
import io.communitycloud.common.testing.platform.PlatformTest;
import io.communitycloud.exchange.webhook.Receiver;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole exchange on a store of its own, beside {@link Surroundings}: legacy systems, the resident service and secrets.
 * All such tests share one context.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "logging.structured.format.console="})
@PlatformTest(broker = false)
@TestIdentity
@ContextConfiguration(initializers = {Surroundings.class, Receiver.class})
@Import({Surroundings.OpeningTime.class, Receiver.Names.class})
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ExchangeTest {}
