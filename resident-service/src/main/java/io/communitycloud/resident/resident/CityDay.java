package io.communitycloud.resident.resident;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** Which day it is in the city. */
@Component
class CityDay {

    private static final ZoneId CITY_TIME = ZoneId.of("Asia/Shanghai");

    private final Clock clock;

    CityDay(Clock clock) {
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.now(clock.withZone(CITY_TIME));
    }
}
