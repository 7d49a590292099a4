package io.communitycloud.resource.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.resource.facility.FacilityKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversionPlanTest {

    private static final Instant START = Instant.parse("2026-11-22T02:00:00Z");

    @Test
    void sharesTheTargetOutAlongTheCriticalPath() {
        List<Step> steps = new ConversionPlans()
                .of(FacilityKind.STANDBY_HOSPITAL, Direction.TO_EMERGENCY)
                .orElseThrow()
                .schedule(START, Duration.ofDays(2));

        assertThat(steps.stream().filter(Step::critical).map(Step::code))
                .containsExactly("stop-admissions", "move-patients", "seal", "partition", "accept", "open");
        assertThat(steps.getLast().deadline()).isEqualTo(START.plus(Duration.ofDays(2)));
        assertThat(steps.getFirst().deadline()).isEqualTo(START.plus(Duration.ofMinutes(144)));
    }

    @Test
    void hasAWayForthAndBackForEveryKindOfTheReserve() {
        ConversionPlans plans = new ConversionPlans();
        for (Direction direction : Direction.values()) {
            assertThat(plans.of(FacilityKind.STANDBY_HOSPITAL, direction)).isPresent();
            assertThat(plans.of(FacilityKind.MAKESHIFT_HOSPITAL, direction)).isPresent();
            assertThat(plans.of(FacilityKind.VENUE, direction)).isEmpty();
        }
    }
}
