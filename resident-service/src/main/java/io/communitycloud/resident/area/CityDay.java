package io.communitycloud.resident.area;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** Which day it is in the city. */
@Component
public class CityDay {

    private static final ZoneId CITY_TIME = ZoneId.of("Asia/Shanghai");

    private final Clock clock;

    CityDay(Clock clock) {
        this.clock = clock;
    }

    public LocalDate today() {
        return LocalDate.now(clock.withZone(CITY_TIME));
    }
}
