package io.communitycloud.legacy.control;

import io.communitycloud.legacy.LegacySettings;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The bureaus' clock: noon of a weekday unless told otherwise, so that a trial at night finds the counters open.
 *
 * <p>It decides about opening hours alone. Signatures and tokens are checked against the time that it is.
 */
@Component
public class StandInClock {

    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final Clock clock;
    private final @Nullable LocalDateTime standing;
    private final AtomicReference<@Nullable LocalDateTime> told;

    public StandInClock(Clock clock, LegacySettings settings) {
        this.clock = clock;
        this.standing = settings.clock().isBlank()
                ? null
                : OffsetDateTime.parse(settings.clock())
                        .atZoneSameInstant(SHANGHAI)
                        .toLocalDateTime();
        this.told = new AtomicReference<>(standing);
    }

    /** The time in Shanghai, as far as the bureaus are concerned. */
    public LocalDateTime now() {
        LocalDateTime time = told.get();
        return time == null ? noon() : time;
    }

    public void set(LocalDateTime time) {
        told.set(time);
    }

    /** Back to where it stood at the start. */
    public void reset() {
        told.set(standing);
    }

    private LocalDateTime noon() {
        LocalDate day = LocalDate.now(clock.withZone(SHANGHAI));
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.minusDays(1);
        }
        return day.atTime(LocalTime.NOON);
    }
}
