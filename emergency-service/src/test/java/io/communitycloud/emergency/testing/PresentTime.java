package io.communitycloud.emergency.testing;

import io.communitycloud.common.testing.clock.MovableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Puts the clock back to the machine's time before each test, wherever the one before has moved it. */
final class PresentTime implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext test) {
        MovableClock clock = SpringExtension.getApplicationContext(test).getBean(MovableClock.class);
        clock.advance(Duration.between(
                clock.instant(), Clock.tickMillis(ZoneOffset.UTC).instant()));
    }
}
