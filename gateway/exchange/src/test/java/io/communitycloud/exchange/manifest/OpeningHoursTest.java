package io.communitycloud.exchange.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class OpeningHoursTest {

    @Test
    void closesAtNightAndKnowsWhenItOpens() {
        OpeningHours hours = hours("hours: [{time: \"05:00-24:00\"}]");
        assertThat(hours.isOpen(at("2026-11-22T23:59:00+08:00"))).isTrue();
        assertThat(hours.isOpen(at("2026-11-23T00:00:00+08:00"))).isFalse();
        assertThat(hours.isOpen(at("2026-11-23T04:59:59+08:00"))).isFalse();
        assertThat(hours.isOpen(at("2026-11-23T05:00:00+08:00"))).isTrue();
        assertThat(hours.opensAfter(at("2026-11-23T00:30:10+08:00"))).contains(at("2026-11-23T05:00:00+08:00"));
    }

    @Test
    void takesTheLastDaysOfAMonthOff() {
        OpeningHours hours = hours("""
                hours: [{time: "06:00-22:00"}]
                closed: [{time: "18:00-24:00", days: "29-31"}]""");
        assertThat(hours.isOpen(at("2026-11-28T18:30:00+08:00"))).isTrue();
        assertThat(hours.isOpen(at("2026-11-29T17:59:00+08:00"))).isTrue();
        assertThat(hours.isOpen(at("2026-11-29T18:00:00+08:00"))).isFalse();
    }

    @Test
    void knowsWeekdaysAndTheFirstDaysOfAMonth() {
        OpeningHours weekdays =
                hours("hours: [{time: \"09:00-17:00\", weekdays: [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY]}]");
        assertThat(weekdays.isOpen(at("2026-11-22T12:00:00+08:00")))
                .as("a Sunday")
                .isFalse();
        assertThat(weekdays.isOpen(at("2026-11-23T12:00:00+08:00"))).isTrue();
        assertThat(weekdays.opensAfter(at("2026-11-20T17:00:00+08:00"))).contains(at("2026-11-23T09:00:00+08:00"));
        OpeningHours firstDays = hours("hours: [{time: \"00:00-24:00\", days: \"1-5\"}]");
        assertThat(firstDays.isOpen(at("2026-12-05T23:59:00+08:00"))).isTrue();
        assertThat(firstDays.isOpen(at("2026-12-06T00:00:00+08:00"))).isFalse();
    }

    @Test
    void isAlwaysOpenWhereNothingIsSaid() {
        assertThat(hours("").isOpen(at("2026-11-23T03:00:00+08:00"))).isTrue();
    }

    private static OpeningHours hours(String yaml) {
        return OpeningHours.of(Samples.served(Samples.with(yaml)));
    }

    private static Instant at(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }
}
