package io.communitycloud.team.mobilisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.team.mobilisation.MobilisationEvent.MobilisationAnswered;
import io.communitycloud.team.mobilisation.MobilisationEvent.MobilisationCalled;
import io.communitycloud.team.mobilisation.MobilisationEvent.MobilisationFellShort;
import io.communitycloud.team.mobilisation.MobilisationEvent.MobilisationManned;
import io.communitycloud.team.mobilisation.MobilisationEvent.MobilisationRefused;
import io.communitycloud.team.mobilisation.MobilisationEvent.MobilisationStoodDown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MobilisationTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final Instant DUE = NOW.plus(Duration.ofHours(1));
    private static final String AREA = "310101002001";
    private static final List<String> PATH = List.of("310000000000", "310101000000", "310101002000", AREA);

    @Test
    void callsAsManyAsAreNeededAndKeepsTheOthersInReserve() {
        Mobilisation call = calling(2, "A", "B", "C");
        assertThat(call.calls()).extracting(Call::teamId).containsExactly("A", "B");
        assertThat(call.reserve()).containsExactly("C");
        assertThat(call.scope()).contains(AREA, "team:A", "team:B").doesNotContain("team:C");
        assertThat(call.engagedTeams()).containsExactly("A", "B");
        assertThat(call.registeredEvents())
                .containsExactly(new MobilisationCalled(
                        "act.teams", "act", "teams", AREA, false, Set.of("safety"), 2, List.of("A", "B"), DUE));
    }

    @Test
    void isMannedOnceEnoughHaveAccepted() {
        Mobilisation call = calling(2, "A", "B");
        accept(call, "A");
        assertThat(call.status()).isEqualTo(MobilisationState.CALLING);
        accept(call, "B");
        accept(call, "B");
        assertThat(call.status()).isEqualTo(MobilisationState.MANNED);
        assertThat(types(call))
                .containsExactly(
                        MobilisationCalled.class,
                        MobilisationAnswered.class,
                        MobilisationAnswered.class,
                        MobilisationManned.class);
        call.overdue(DUE);
        assertThat(call.status()).isEqualTo(MobilisationState.MANNED);
    }

    @Test
    void callsTheNextInReserveForWhoDeclines() {
        Mobilisation call = calling(1, "A", "B", "C");
        call.answer("A", CallAnswer.DECLINED, null, "夜班", NOW);
        assertThat(call.calls()).extracting(Call::teamId).containsExactly("A", "B");
        assertThat(call.calls().getLast().inPlaceOf()).isEqualTo("A");
        assertThat(call.engagedTeams()).containsExactly("B");
        assertThat(call.registeredEvents().getLast())
                .isEqualTo(new MobilisationAnswered(
                        "act.teams", "act", "teams", AREA, false, "A", CallAnswer.DECLINED, "B"));
        accept(call, "B");
        assertThat(call.status()).isEqualTo(MobilisationState.MANNED);
    }

    @Test
    void callsTheStandInThatATeamNames() {
        Mobilisation call = calling(1, "A", "B", "C");
        call.answer("A", CallAnswer.STAND_IN, "C", null, NOW);
        assertThat(call.calls().getLast().teamId()).isEqualTo("C");
        assertThat(call.reserve()).containsExactly("B");
        assertThat(call.scope()).contains("team:C");
        Mobilisation two = calling(2, "A", "B");
        refused("stand-in-unfit", 422, () -> two.answer("A", CallAnswer.STAND_IN, "B", null, NOW));
    }

    @Test
    void fallsShortWhenNobodyIsLeftToAskAndIsMannedByWhoComesAllTheSame() {
        Mobilisation call = calling(2, "A", "B");
        call.answer("A", CallAnswer.DECLINED, null, null, NOW);
        assertThat(call.status()).isEqualTo(MobilisationState.CALLING);
        call.overdue(DUE.minusMillis(1));
        assertThat(call.status()).isEqualTo(MobilisationState.CALLING);
        call.answer("B", CallAnswer.DECLINED, null, null, NOW);
        assertThat(call.status()).isEqualTo(MobilisationState.FELL_SHORT);
        call.overdue(DUE);
        assertThat(types(call).stream().filter(MobilisationFellShort.class::equals))
                .hasSize(1);
        assertThat(call.engagedTeams()).isNull();
    }

    @Test
    void fallsShortWhenItIsDueAndIsMannedLate() {
        Mobilisation call = calling(1, "A");
        call.overdue(DUE);
        call.overdue(DUE);
        assertThat(call.status()).isEqualTo(MobilisationState.FELL_SHORT);
        accept(call, "A");
        assertThat(call.status()).isEqualTo(MobilisationState.MANNED);
        assertThat(types(call))
                .containsExactly(
                        MobilisationCalled.class,
                        MobilisationFellShort.class,
                        MobilisationAnswered.class,
                        MobilisationManned.class);
    }

    @Test
    void letsEverybodyGoOnce() {
        Mobilisation call = calling(2, "A", "B");
        accept(call, "A");
        call.standDown(StandDownReason.DONE, NOW);
        assertThat(call.engagedTeams()).isNull();
        assertThat(call.registeredEvents().getLast())
                .isEqualTo(new MobilisationStoodDown(
                        "act.teams", "act", "teams", AREA, false, StandDownReason.DONE, List.of("A", "B")));
        refused("mobilisation-over", 409, () -> call.standDown(StandDownReason.DONE, NOW));
        refused("mobilisation-over", 409, () -> accept(call, "B"));
        call.overdue(DUE);
        assertThat(call.status()).isEqualTo(MobilisationState.STOOD_DOWN);
    }

    @Test
    void takesAnswersOfThoseItCalledAndOneOfEach() {
        Mobilisation call = calling(1, "A", "B");
        refused("team-not-called", 409, () -> accept(call, "B"));
        accept(call, "A");
        refused("call-already-answered", 409, () -> call.answer("A", CallAnswer.DECLINED, null, null, NOW));
    }

    @Test
    void remembersThatThereWasNobodyToCall() {
        Mobilisation call = Mobilisation.refused("act.teams", AREA, PATH, order(1), MobilisationRefusal.NO_TEAM, NOW);
        assertThat(call.status()).isEqualTo(MobilisationState.REFUSED);
        assertThat(call.registeredEvents())
                .containsExactly(new MobilisationRefused("act.teams", "act", "teams", AREA, false, "no-team-to-call"));
        refused("mobilisation-over", 409, () -> call.standDown(StandDownReason.DONE, NOW));
    }

    private static Mobilisation calling(int needed, String... candidates) {
        return Mobilisation.call("act.teams", AREA, PATH, order(needed), List.of(candidates), NOW);
    }

    private static Order order(int needed) {
        return new Order("act", "teams", false, Set.of("safety"), Set.of(), needed, DUE, null);
    }

    private static void accept(Mobilisation call, String team) {
        call.answer(team, CallAnswer.ACCEPTED, null, null, NOW);
    }

    private static List<Class<? extends DomainEvent>> types(Mobilisation call) {
        return call.registeredEvents().stream()
                .<Class<? extends DomainEvent>>map(DomainEvent::getClass)
                .toList();
    }

    private static void refused(@Nullable String code, int status, ThrowingCallable act) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(act)
                .extracting(Refused::refusal)
                .matches(refusal -> refusal.code().equals(code), "code " + code)
                .matches(refusal -> refusal.kind().status() == status, "status " + status);
    }
}
