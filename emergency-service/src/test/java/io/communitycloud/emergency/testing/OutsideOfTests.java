package io.communitycloud.emergency.testing;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.clock.MovableClock;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** What the tests bring instead of the outside world; fakes of other services go here, for all tests. */
@TestConfiguration(proxyBeanMethods = false)
public class OutsideOfTests {

    /** Begins at the machine's time, since tokens do. */
    @Bean
    MovableClock clock() {
        return new MovableClock(Clock.tickMillis(ZoneOffset.UTC).instant());
    }

    /** Instead of the resident service, found by its name as the real one is. */
    @Bean
    FakeResidents residents() {
        return new FakeResidents();
    }

    @Bean
    DynamicPropertyRegistrar whereOthersAre(FakeResidents residents) {
        return properties -> properties.add(
                "spring.cloud.discovery.client.simple.instances.resident-service[0].uri", residents::uri);
    }

    @Bean
    SmartInitializingSingleton residentsKnowTheAreas(FakeResidents residents, AreaTree areas) {
        return () -> residents.knows(areas);
    }
}
