package io.communitycloud.emergency.level;

import io.communitycloud.common.web.InvalidRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which moment a question about a day means: its end in the city, or now where the day is not over. */
@Component
public class Moments {

    private static final ZoneOffset CITY_TIME = ZoneOffset.ofHours(8);

    private final Clock clock;

    Moments(Clock clock) {
        this.clock = clock;
    }

    /**
     * The moment asked for.
     *
     * @throws InvalidRequest where the day has not come
     */
    public Instant of(@Nullable LocalDate on) {
        Instant now = clock.instant();
        if (on == null) {
            return now;
        }
        if (on.isAfter(now.atOffset(CITY_TIME).toLocalDate())) {
            throw InvalidRequest.parameter("on", "in-the-future");
        }
        Instant end = on.plusDays(1).atStartOfDay().toInstant(CITY_TIME).minusMillis(1);
        return end.isAfter(now) ? now : end;
    }
}
