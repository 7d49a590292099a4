package io.communitycloud.emergency.testing;

import io.communitycloud.common.testing.clock.MovableClock;
import java.time.Clock;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** What the tests bring instead of the outside world; fakes of other services go here, for all tests. */
@TestConfiguration(proxyBeanMethods = false)
public class OutsideOfTests {

    /** Begins at the machine's time, since tokens do. */
    @Bean
    MovableClock clock() {
        return new MovableClock(Clock.tickMillis(java.time.ZoneOffset.UTC).instant());
    }

    /** Instead of the resident service. */
    @Bean
    @Primary
    FakePersons persons() {
        return new FakePersons();
    }
}
