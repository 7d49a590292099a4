package io.communitycloud.emergency.activation;

import static io.communitycloud.emergency.incident.IncidentFixture.anIncident;
import static io.communitycloud.emergency.plan.PlanFixture.TEN;
import static io.communitycloud.emergency.plan.PlanFixture.aPlan;
import static io.communitycloud.emergency.plan.PlanFixture.anApprovedVersion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.activation.ActivationEvent.ActivationEnded;
import io.communitycloud.emergency.activation.ActivationEvent.ActivationStarted;
import io.communitycloud.emergency.activation.ActivationEvent.Outcome;
import io.communitycloud.emergency.activation.ActivationEvent.StepAccepted;
import io.communitycloud.emergency.activation.ActivationEvent.StepCompensated;
import io.communitycloud.emergency.activation.ActivationEvent.StepDone;
import io.communitycloud.emergency.activation.ActivationEvent.StepEscalated;
import io.communitycloud.emergency.activation.ActivationEvent.StepFailed;
import io.communitycloud.emergency.activation.ActivationEvent.StepOverdue;
import io.communitycloud.emergency.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationTest {

    @Test
    void asksEachStepOfItsOwnerWithItsTime() {
        Activation activation = started();
        ActivationStarted told = events(activation, ActivationStarted.class).getFirst();
        assertThat(told.conversions())
                .containsExactly(
                        new ActivationEvent.ConversionWanted("convert", "FC-0101-1", TEN.plus(Duration.ofHours(2))));
        assertThat(told.reservations()).hasSize(1);
        assertThat(told.mobilisations()).hasSize(1);
        assertThat(told.notices()).hasSize(1);
        assertThat(activation.nextDue()).isEqualTo(TEN.plus(Duration.ofMinutes(15)));
        assertThat(activation.steps()).extracting(ActivationStep::state).containsOnly(StepState.CALLED);
    }

    @Test
    void isAnExerciseWhereTheIncidentIsOne() {
        Activation activation = Activation.start(
                "A1", aPlan(), anApprovedVersion(), anIncident().inAnExercise().reported(), "chief", TEN);
        activation.missDue(TEN.plus(Duration.ofDays(3)));
        activation.end(Outcome.ABORTED, "over", TEN);
        assertThat(activation.registeredEvents())
                .hasSizeGreaterThan(8)
                .allSatisfy(event -> assertThat(event.toString()).contains("exercise=true"));
    }

    @Test
    void refusesAnIncidentOfAnotherTypeOrOneThatIsOver() {
        refused(
                "plan-of-another-type",
                () -> Activation.start(
                        "A1", aPlan("C01"), anApprovedVersion(), anIncident().reported(), "chief", TEN));
        Incident over = anIncident().dismissed();
        refused("incident-over", () -> Activation.start("A1", aPlan(), anApprovedVersion(), over, "chief", TEN));
    }

    @Test
    void takesEachAnswerOnceThoughItComesTwice() {
        Activation activation = started();
        for (int times = 0; times < 3; times++) {
            activation.accept(answer(StepKind.CONVERSION, "convert"));
            activation.finish(answer(StepKind.RESERVATION, "masks"));
        }
        assertThat(events(activation, StepAccepted.class)).hasSize(1);
        assertThat(events(activation, StepDone.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void endsTheSameInWhateverOrderAnswersCome(long seed) {
        List<Consumer<Activation>> answers = new ArrayList<>(List.of(
                found -> found.accept(answer(StepKind.CONVERSION, "convert")),
                found -> found.finish(answer(StepKind.CONVERSION, "convert")),
                found -> found.finish(answer(StepKind.RESERVATION, "masks")),
                found -> found.accept(answer(StepKind.MOBILISATION, "teams")),
                found -> found.finish(answer(StepKind.MOBILISATION, "teams")),
                found -> found.finish(answer(StepKind.NOTICE, "tell"))));
        answers.addAll(List.copyOf(answers));
        Collections.shuffle(answers, new Random(seed));
        Activation activation = started();
        answers.forEach(each -> each.accept(activation));
        assertThat(activation.steps()).extracting(ActivationStep::state).containsOnly(StepState.DONE);
        assertThat(events(activation, StepDone.class)).hasSize(4);
        activation.missDue(TEN.plus(Duration.ofDays(99)));
        assertThat(events(activation, StepOverdue.class)).isEmpty();
    }

    @Test
    void findsAStepByWhatItIsAboutWhereItsOwnerNamesAnother() {
        Activation activation = started();
        activation.finish(new Answer(StepKind.CONVERSION, "seal", "FC-0101-1", "FC-0101-1.1", TEN));
        activation.finish(new Answer(StepKind.RESERVATION, null, "nothing", "R", TEN));
        assertThat(events(activation, StepDone.class))
                .extracting(StepDone::step)
                .containsExactly("convert");
    }

    @Test
    void tellsEscalatesAndUndoesAStepThatFails() {
        Activation activation = started();
        activation.fail(answer(StepKind.RESERVATION, "masks"), "insufficient-stock");
        activation.fail(answer(StepKind.RESERVATION, "masks"), "insufficient-stock");
        activation.finish(answer(StepKind.RESERVATION, "masks"));
        assertThat(events(activation, StepFailed.class))
                .extracting(StepFailed::code)
                .containsExactly("insufficient-stock");
        assertThat(events(activation, StepEscalated.class)).hasSize(1);
        assertThat(events(activation, StepCompensated.class))
                .extracting(StepCompensated::kind)
                .containsExactly(StepKind.RESERVATION);
        assertThat(events(activation, StepDone.class)).isEmpty();
    }

    @Test
    void tellsEscalatesAndUndoesAStepThatNobodyAnsweredInTime() {
        Activation activation = started();
        activation.missDue(TEN.plus(Duration.ofMinutes(15)).minusMillis(1));
        assertThat(events(activation, StepOverdue.class)).isEmpty();
        for (int look = 0; look < 3; look++) {
            activation.missDue(TEN.plus(Duration.ofMinutes(15)));
        }
        assertThat(events(activation, StepOverdue.class))
                .extracting(StepOverdue::step)
                .containsExactly("masks", "tell");
        assertThat(events(activation, StepEscalated.class)).hasSize(2);
        assertThat(events(activation, StepCompensated.class)).hasSize(2);
        assertThat(activation.nextDue()).isEqualTo(TEN.plus(Duration.ofMinutes(60)));
    }

    @Test
    void letsAConversionThatHasBegunGoOnThoughItIsLate() {
        Activation activation = started();
        activation.accept(answer(StepKind.CONVERSION, "convert"));
        activation.missDue(TEN.plus(Duration.ofHours(3)));
        assertThat(events(activation, StepOverdue.class))
                .extracting(StepOverdue::step)
                .contains("convert");
        assertThat(events(activation, StepCompensated.class))
                .extracting(StepCompensated::step)
                .doesNotContain("convert");
        activation.finish(new Answer(StepKind.CONVERSION, "convert", "FC-0101-1", "C", TEN.plus(Duration.ofHours(4))));
        assertThat(events(activation, StepDone.class))
                .extracting(StepDone::late)
                .containsExactly(true);
    }

    @Test
    void undoesAConversionThatNeverBegan() {
        Activation activation = started();
        activation.missDue(TEN.plus(Duration.ofHours(2)));
        assertThat(events(activation, StepCompensated.class)).hasSize(4);
        assertThat(activation.nextDue()).isAfter(Instant.parse("9000-01-01T00:00:00Z"));
    }

    @Test
    void undoesAStepByHandOnce() {
        Activation activation = started();
        activation.compensate("teams", "no longer needed", TEN);
        assertThat(events(activation, StepCompensated.class)).hasSize(1);
        refused("activation-step-compensated-already", () -> activation.compensate("teams", "again", TEN));
        refused("activation-step-unknown", () -> activation.compensate("nothing", "why", TEN));
    }

    @Test
    void endsOnceAndNamesTheFacilitiesToBeTurnedBack() {
        Activation activation = started();
        activation.finish(answer(StepKind.CONVERSION, "convert"));
        activation.end(Outcome.COMPLETED, "closed", TEN.plus(Duration.ofMinutes(20)));
        ActivationEnded ended = events(activation, ActivationEnded.class).getFirst();
        assertThat(ended.facilityIds()).containsExactly("FC-0101-1");
        assertThat(activation.steps())
                .extracting(ActivationStep::state)
                .containsExactly(StepState.DONE, StepState.STOPPED, StepState.STOPPED, StepState.STOPPED);
        activation.finish(answer(StepKind.NOTICE, "tell"));
        activation.missDue(TEN.plus(Duration.ofDays(9)));
        assertThat(activation.steps().getLast().state()).isEqualTo(StepState.STOPPED);
        assertThat(events(activation, StepOverdue.class)).isEmpty();
        refused("activation-over", () -> activation.end(Outcome.ABORTED, "again", TEN));
        refused("activation-over", () -> activation.compensate("tell", "again", TEN));
    }

    private static Activation started() {
        return Activation.start("A1", aPlan(), anApprovedVersion(), anIncident().reported(), "chief", TEN);
    }

    private static Answer answer(StepKind kind, String step) {
        return new Answer(kind, step, null, "thing", TEN.plusSeconds(5));
    }

    private static <E extends DomainEvent> List<E> events(Activation activation, Class<E> type) {
        Stream<E> found =
                activation.registeredEvents().stream().filter(type::isInstance).map(type::cast);
        return found.toList();
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(act)
                .satisfies(refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }
}
