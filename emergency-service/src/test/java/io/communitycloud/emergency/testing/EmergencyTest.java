package io.communitycloud.emergency.testing;

import io.communitycloud.common.testing.identity.TestIdentity;
import io.communitycloud.common.testing.platform.PlatformTest;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * The whole service over HTTP, with a store, a broker and a clock that a test may move.
 *
 * <p>Every test of the service that needs a context uses this annotation and adds nothing to it (no property, no bean of
 * its own), so that all of them share one context. Tests share its store as well: each makes things of its own. The clock
 * stands at the present when a test begins; tokens of {@link Calls} outlive what a test does to it.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "logging.structured.format.console=",
            "privacy.key=Hx0XyJm3PlCpMZ1WExmOTB5jCOZ2aN6NYX1tvJ0t4Hw=",
            "privacy.pepper=u0PzZ5yqk3n1bV7cXw9eRt2YhGjKlM4sDfQaNp8oIiU=",
            "emergency.certificate.keys=nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A="
        })
@PlatformTest
@TestIdentity
@Import(OutsideOfTests.class)
@ExtendWith(PresentTime.class)
public @interface EmergencyTest {}
