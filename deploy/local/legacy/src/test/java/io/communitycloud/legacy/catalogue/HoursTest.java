package io.communitycloud.legacy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class HoursTest {

    private static final String MONDAY_NOON = "2026-11-23T12:00";
    private static final String SUNDAY_NOON = "2026-11-22T12:00";

    @Test
    void closesAtTheMinuteAndOpensAtTheMinute() {
        Hours hours = Hours.of("05:00-24:00", "00:00-05:00");

        assertThat(hours.contain(at("2026-11-23T04:59"))).isFalse();
        assertThat(hours.contain(at("2026-11-23T05:00"))).isTrue();
        assertThat(hours.contain(at("2026-11-23T23:59"))).isTrue();
    }

    @Test
    void knowsWeekdaysAndDaysOfAMonth() {
        assertThat(Hours.of("weekdays 09:00-17:00", null).contain(at(MONDAY_NOON)))
                .isTrue();
        assertThat(Hours.of("weekdays 09:00-17:00", null).contain(at(SUNDAY_NOON)))
                .isFalse();
        assertThat(Hours.of("day 1-5 of month", null).contain(at("2026-11-05T23:00")))
                .isTrue();
        assertThat(Hours.of("day 1-5 of month", null).contain(at("2026-11-06T00:00")))
                .isFalse();
        assertThat(Hours.of("day 3 02:00-05:00", null).contain(at("2026-11-03T02:00")))
                .isTrue();
        assertThat(Hours.of("day 3 02:00-05:00", null).contain(at("2026-11-04T02:00")))
                .isFalse();
    }

    @Test
    void isDownWithinItsHoursWhereTheCatalogueSaysSo() {
        Hours hours = Hours.of("06:00-22:00", "day 29-31 18:00-24:00");

        assertThat(hours.contain(at("2026-11-29T17:59"))).isTrue();
        assertThat(hours.contain(at("2026-11-29T18:00"))).isFalse();
        assertThat(hours.contain(at("2026-11-28T18:00"))).isTrue();
    }

    @Test
    void refusesHoursThatItCannotRead() {
        assertThatIllegalArgumentException().isThrownBy(() -> Hours.of("mornings", null));
    }

    @Test
    void readsEverySystemOfTheCatalogue() {
        Catalogue catalogue = new Catalogue();

        assertThat(catalogue.all()).hasSize(22);
        assertThat(catalogue.get("PSB-03").slowMillis()).isEqualTo(6_000);
        assertThat(catalogue.get("PSB-03").rate("silent_logout_rate")).isEqualTo(0.03);
        assertThat(catalogue.get("HRS-01").isOpenAt(at("2026-11-30T19:00"))).isFalse();
    }

    private static LocalDateTime at(String time) {
        return LocalDateTime.parse(time);
    }
}
