package io.communitycloud.legacy.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.legacy.LegacySettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandInClockTest {

    private static final Clock SUNDAY_NIGHT = Clock.fixed(Instant.parse("2026-11-22T15:30:00Z"), ZoneOffset.UTC);

    @Test
    void standsAtNoonOfAWeekday() {
        assertThat(clock("").now()).isEqualTo(LocalDateTime.parse("2026-11-20T12:00"));
    }

    @Test
    void standsWhereItIsToldAndGoesBack() {
        StandInClock clock = clock("2026-11-23T04:00:00Z");
        assertThat(clock.now()).isEqualTo(LocalDateTime.parse("2026-11-23T12:00"));

        clock.set(LocalDateTime.parse("2026-11-23T03:00"));
        assertThat(clock.now()).isEqualTo(LocalDateTime.parse("2026-11-23T03:00"));

        clock.reset();
        assertThat(clock.now()).isEqualTo(LocalDateTime.parse("2026-11-23T12:00"));
    }

    private static StandInClock clock(String told) {
        return new StandInClock(SUNDAY_NIGHT, new LegacySettings(Path.of("."), 0, 0, false, 7, 0, told, List.of()));
    }
}
