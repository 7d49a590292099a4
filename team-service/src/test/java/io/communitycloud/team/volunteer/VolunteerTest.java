package io.communitycloud.team.volunteer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.web.Refused;
import io.communitycloud.team.volunteer.VolunteerEvent.VolunteerBound;
import io.communitycloud.team.volunteer.VolunteerEvent.VolunteerCorrected;
import io.communitycloud.team.volunteer.VolunteerEvent.VolunteerRegistered;
import io.communitycloud.team.volunteer.VolunteerEvent.VolunteerReleased;
import io.communitycloud.team.volunteer.VolunteerEvent.VolunteerWithdrawn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VolunteerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final String STREET = "310101002000";
    private static final String HOME = "310101002001";
    private static final List<String> PATH = List.of("310000000000", "310101000000", STREET, HOME);
    private static final List<String> NEXT_DOOR = List.of("310000000000", "310101000000", STREET, "310101002002");
    private static final List<String> FAR = List.of("310000000000", "310110000000", "310110009000", "310110009001");

    private final Volunteer volunteer = registered(offering(STREET, AgeGroup.ADULT, null));

    @Test
    void isFoundByWhatSheCanUnderEveryKeySheIsSeenUnder() {
        assertThat(volunteer.scope())
                .contains(HOME, STREET, "resident:R", "team:T")
                .contains("skill:" + HOME + "/care", "skill:" + STREET + "/care", "skill:team:T/care");
        assertThat(volunteer.registeredEvents())
                .containsExactly(new VolunteerRegistered("V", "R", HOME, STREET, Set.of("care")));
    }

    @Test
    void isBoundToAHouseholdOnceAndToFiveAtMost() {
        bind("1");
        refused("already-bound", 409, () -> bind("1"));
        for (String household : List.of("2", "3", "4", "5")) {
            bind(household);
        }
        refused("too-many-households", 422, () -> bind("6"));
        volunteer.release("B1", ReleaseReason.REPLACED, NOW);
        bind("6");
        assertThat(volunteer.boundTo()).contains("household:6", "order:O6").doesNotContain("household:1", "order:O1");
        refused("already-released", 409, () -> volunteer.release("B1", ReleaseReason.REPLACED, NOW));
        refused("not-found", 404, () -> volunteer.release("B9", ReleaseReason.REPLACED, NOW));
    }

    @Test
    void isNotBoundWhileSheIsAMinor() {
        Guardian mother = new Guardian("M", LocalDate.of(2026, 11, 1));
        Volunteer minor = registered(offering(HOME, AgeGroup.FROM_14_TO_17, mother));
        assertThat(minor.guardian()).isEqualTo("M");
        refused("minor-not-bound", 422, () -> minor.bind("B", "H", HOME, null, NOW));
    }

    @Test
    void servesOnWhereSheMovesWithinHerServiceArea() {
        bind("1");
        volunteer.move(NEXT_DOOR, NOW);
        assertThat(volunteer.area()).isEqualTo("310101002002");
        assertThat(volunteer.offer().serviceArea()).isEqualTo(STREET);
        assertThat(volunteer.boundTo()).isNotNull();
        assertThat(volunteer.scope()).contains("310101002002").doesNotContain(HOME);
        volunteer.move(NEXT_DOOR, NOW);
        assertThat(volunteer.registeredEvents().stream().filter(VolunteerCorrected.class::isInstance))
                .hasSize(1);
    }

    @Test
    void servesInHerNewCommitteeOnlyOnceSheMovedOutOfHerServiceArea() {
        bind("1");
        volunteer.move(FAR, NOW);
        assertThat(volunteer.offer().serviceArea()).isEqualTo("310110009001");
        assertThat(volunteer.boundTo()).isNull();
        assertThat(volunteer.bindings().getFirst().reason()).isEqualTo(ReleaseReason.MOVED);
        assertThat(volunteer.registeredEvents()).last().isInstanceOf(VolunteerReleased.class);
    }

    @Test
    void letsEverybodyGoWhenSheWithdraws() {
        bind("1");
        volunteer.withdraw(WithdrawalReason.DIED, NOW);
        volunteer.withdraw(WithdrawalReason.DIED, NOW);
        assertThat(volunteer.registeredEvents())
                .hasSize(4)
                .last()
                .isEqualTo(new VolunteerWithdrawn("V", "R", HOME, WithdrawalReason.DIED));
        assertThat(volunteer.scope()).contains(HOME).noneMatch(key -> key.startsWith("skill:"));
        refused("volunteer-withdrawn", 409, () -> bind("2"));
        refused("volunteer-withdrawn", 409, () -> volunteer.correct(volunteer.offer(), PATH));
    }

    @Test
    void saysNothingOfACorrectionThatChangesNothing() {
        volunteer.correct(offering(STREET, AgeGroup.ADULT, null), PATH);
        assertThat(volunteer.registeredEvents()).hasSize(1);
        volunteer.leaveTeam("another", PATH);
        assertThat(volunteer.registeredEvents()).hasSize(1);
        volunteer.leaveTeam("T", PATH);
        assertThat(volunteer.scope()).noneMatch(key -> key.contains("team:T"));
    }

    @Test
    void tellsWhomSheIsBoundTo() {
        bind("1");
        assertThat(volunteer.registeredEvents()).last().isEqualTo(new VolunteerBound("V", "B1", "1", "O1", HOME));
    }

    private void bind(String household) {
        volunteer.bind("B" + household, household, HOME, "O" + household, NOW);
    }

    private static Volunteer registered(Offer offer) {
        return Volunteer.register("V", "R", PATH, offer, NOW);
    }

    private static Offer offering(String area, AgeGroup ageGroup, @Nullable Guardian guardian) {
        return new Offer(area, "T", Set.of("care"), List.of(), null, ageGroup, guardian);
    }

    private static void refused(String code, int status, ThrowingCallable act) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(act)
                .extracting(Refused::refusal)
                .matches(refusal -> refusal.code().equals(code), code)
                .matches(refusal -> refusal.kind().status() == status, "status " + status);
    }
}
