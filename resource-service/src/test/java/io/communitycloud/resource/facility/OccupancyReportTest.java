package io.communitycloud.resource.facility;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.testing.clock.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OccupancyReportTest {

    private final MovableClock clock = MovableClock.inNovember();

    @Test
    void saysNothingOfThePresentAfterSixHours() {
        OccupancyReport report = new OccupancyReport(3, 1, clock.instant(), null);

        clock.advance(Duration.ofHours(6));
        assertThat(report.isFresh(clock.instant())).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(report.isFresh(clock.instant())).isFalse();
    }
}
