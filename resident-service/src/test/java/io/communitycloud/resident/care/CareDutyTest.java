package io.communitycloud.resident.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.web.Refused;
import io.communitycloud.resident.care.CareDuty.Done;
import io.communitycloud.resident.care.CareDuty.Setting;
import io.communitycloud.resident.care.CareDuty.State;
import io.communitycloud.resident.care.CareDuty.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A duty from the order's first word to its last. */
class CareDutyTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Instant END = NOW.plus(Duration.ofDays(14));

    private static CareDuty opened() {
        return CareDuty.open(
                "O1",
                "310101002001",
                List.of("310000000000", "310101002001"),
                "H1",
                "R1",
                false,
                Setting.CENTRAL,
                END,
                TODAY,
                1,
                NOW);
    }

    @Test
    void followsTheOrderAndDropsWhatItHasSeen() {
        CareDuty duty = opened();

        duty.follow(Setting.HOME, END, 3);
        duty.follow(Setting.CENTRAL, END.plusSeconds(1), 2);
        duty.follow(Setting.CENTRAL, END.plusSeconds(1), 3);

        assertThat(duty.setting()).isEqualTo(Setting.HOME);
        assertThat(duty.until()).isEqualTo(END);
        assertThat(duty.registeredEvents()).hasSize(2);
    }

    @Test
    void isDueEveryDayUntilTheOrderIsOver() {
        CareDuty duty = opened();

        duty.complete(new Done(TODAY, Set.of(Task.FOOD), null, "w", NOW));
        assertThat(duty.nextDueOn()).isEqualTo(TODAY.plusDays(1));
        duty.end("COMPLETED", END, 5);

        assertThat(duty.progress()).isEqualTo(State.ENDED);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> duty.complete(new Done(TODAY, Set.of(Task.FOOD), null, "w", NOW)))
                .satisfies(refused -> assertThat(refused.refusal().code()).isEqualTo("care-duty-ended"));
        duty.follow(Setting.CENTRAL, END.plusSeconds(1), 6);
        duty.end("CANCELLED", END, 7);
        assertThat(duty.outcome()).isEqualTo("COMPLETED");
    }

    @Test
    void takesNothingAfterTheEndThoughNobodyHasToldOfItYet() {
        CareDuty duty = opened();

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> duty.complete(new Done(TODAY, Set.of(Task.FOOD), null, "w", END)));
    }
}
