package io.communitycloud.emergency.incident;

import static io.communitycloud.emergency.incident.IncidentFixture.CATALOGUE;
import static io.communitycloud.emergency.incident.IncidentFixture.OPERATOR;
import static io.communitycloud.emergency.incident.IncidentFixture.TEN;
import static io.communitycloud.emergency.incident.IncidentFixture.anIncident;
import static io.communitycloud.emergency.incident.IncidentFixture.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.identity.AreaLevels.Level;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.catalogue.Harm;
import io.communitycloud.emergency.incident.IncidentEvent.EscalationReason;
import io.communitycloud.emergency.incident.IncidentEvent.IncidentClockMissed;
import io.communitycloud.emergency.incident.IncidentEvent.IncidentEscalated;
import io.communitycloud.emergency.incident.IncidentEvent.IncidentHandled;
import io.communitycloud.emergency.incident.IncidentEvent.IncidentReopened;
import io.communitycloud.emergency.incident.IncidentEvent.ReporterSays;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class IncidentTest {

    @Test
    void startsAllItsClocksAtTheMomentItWasKnown() {
        Incident incident =
                anIncident().knownAt(TEN.minus(Duration.ofMinutes(3))).reported();
        assertThat(incident.status()).isEqualTo(IncidentState.REPORTED);
        assertThat(incident.level()).isEqualTo(Level.COMMITTEE);
        assertThat(incident.nextDue()).isEqualTo(TEN.plus(Duration.ofMinutes(12)));
        assertThat(incident.clock())
                .extracting(ClockItem::id)
                .containsExactly("warn", "judge", "handle", "committee_phone", "follow_up");
    }

    @Test
    void refusesAReportFromTheFuture() {
        refused(
                "known-in-the-future",
                () -> anIncident().knownAt(TEN.plusSeconds(1)).reported());
    }

    @Test
    void takesAMissedStepOneLevelUpUnderTheSameCaseNumber() {
        Incident incident = anIncident().reported();
        String caseNumber = incident.caseNumber();
        incident.missDue(TEN.plus(Duration.ofMinutes(15)));
        assertThat(events(incident, IncidentClockMissed.class))
                .extracting(IncidentClockMissed::deadline)
                .containsExactly("warn", "committee_phone");
        assertThat(events(incident, IncidentEscalated.class))
                .containsExactly(new IncidentEscalated(
                        incident.id(),
                        caseNumber,
                        "A03",
                        4,
                        "310101002001",
                        false,
                        Level.COMMITTEE,
                        Level.STREET,
                        EscalationReason.CLOCK,
                        null));
        assertThat(incident.caseNumber()).isEqualTo(caseNumber);
    }

    @Test
    void firesOnceHoweverOftenItIsLookedAt() {
        Incident incident = anIncident().reported();
        for (int look = 0; look < 5; look++) {
            incident.missDue(TEN.plus(Duration.ofMinutes(20)));
        }
        assertThat(events(incident, IncidentClockMissed.class)).hasSize(2);
        assertThat(incident.level()).isEqualTo(Level.STREET);
    }

    @Test
    void firesWhatCameDueWhileNobodyLookedAndStopsAtTheCity() {
        Incident incident = anIncident().reported();
        incident.missDue(TEN.plus(Duration.ofDays(400)));
        assertThat(events(incident, IncidentClockMissed.class))
                .extracting(IncidentClockMissed::deadline)
                .containsExactly("warn", "judge", "handle", "committee_phone", "follow_up");
        assertThat(incident.level()).isEqualTo(Level.CITY);
        assertThat(incident.nextDue()).isEqualTo(TEN.plus(Duration.ofDays(400)).plus(Duration.ofHours(4)));
    }

    @Test
    void firesNothingBeforeItsTime() {
        Incident incident = anIncident().reported();
        incident.missDue(TEN.plus(Duration.ofMinutes(15)).minusMillis(1));
        assertThat(events(incident, IncidentClockMissed.class)).isEmpty();
    }

    @Test
    void isLateOnceItsTimePassedEvenWhereItIsDoneLater() {
        Incident incident = anIncident().reported();
        incident.missDue(TEN.plus(Duration.ofMinutes(16)));
        incident.warn(OPERATOR, TEN.plus(Duration.ofMinutes(17)));
        assertThat(events(incident, IncidentEvent.IncidentWarned.class))
                .extracting(IncidentEvent.IncidentWarned::late)
                .containsExactly(true);
    }

    @Test
    void warnsOnce() {
        Incident incident = anIncident().reported();
        incident.warn(OPERATOR, TEN);
        incident.warn(OPERATOR, TEN);
        assertThat(events(incident, IncidentEvent.IncidentWarned.class)).hasSize(1);
    }

    @Test
    void letsItsGradeDecideWhoLeads() {
        assertThat(anIncident().assessed(4).level()).isEqualTo(Level.STREET);
        assertThat(anIncident().assessed(3).level()).isEqualTo(Level.DISTRICT);
        assertThat(anIncident().assessed(2).level()).isEqualTo(Level.CITY);
        assertThat(anIncident().assessed(1).level()).isEqualTo(Level.CITY);
    }

    @Test
    void neverTakesItDownAgain() {
        Incident incident = anIncident().assessed(2);
        incident.assess(4, Harm.NONE, CATALOGUE, OPERATOR, TEN.plus(Duration.ofMinutes(30)));
        assertThat(incident.grade()).isEqualTo(4);
        assertThat(incident.level()).isEqualTo(Level.CITY);
    }

    @Test
    void owesMoreReportsOnceItIsGraver() {
        Incident incident = anIncident().assessed(2);
        assertThat(incident.clock())
                .extracting(ClockItem::id)
                .contains("street_phone", "street_written", "state_latest");
    }

    @Test
    void refusesAGradeThatTheHarmForbids() {
        Incident fire = anIncident().of("B01").reported();
        refused("grade-too-mild", () -> fire.assess(4, new Harm(3, 0, 0), CATALOGUE, OPERATOR, TEN));
        fire.assess(3, new Harm(3, 0, 0), CATALOGUE, OPERATOR, TEN);
        assertThat(fire.status()).isEqualTo(IncidentState.GRADED);
    }

    @Test
    void endsAsAFalseAlarmWithoutMoreClocks() {
        Incident incident = anIncident().reported();
        incident.dismiss(CATALOGUE, OPERATOR, TEN);
        assertThat(incident.status()).isEqualTo(IncidentState.FALSE_ALARM);
        incident.missDue(TEN.plus(Duration.ofDays(9)));
        assertThat(events(incident, IncidentClockMissed.class)).isEmpty();
        refused("incident-state-forbids", () -> incident.assess(4, Harm.NONE, CATALOGUE, OPERATOR, TEN));
    }

    @Test
    void followsTheLifeCycleOfTheDataAndNoOtherWay() {
        Incident incident = anIncident().assessed(4);
        refused("incident-state-forbids", () -> handle(incident, IncidentState.RECOVERING, Level.STREET));
        handle(incident, IncidentState.RESPONDING, Level.STREET);
        handle(incident, IncidentState.RESPONDING, Level.STREET);
        handle(incident, IncidentState.CONTROLLED, Level.STREET);
        handle(incident, IncidentState.RESPONDING, Level.STREET);
        assertThat(events(incident, IncidentHandled.class)).hasSize(4);
        assertThat(incident.measures()).hasSize(4);
    }

    @Test
    void isHandledByItsLevelOrOneAbove() {
        Incident incident = anIncident().assessed(3);
        refused("handled-above", () -> handle(incident, IncidentState.RESPONDING, Level.STREET));
        refused("handled-above", () -> incident.escalate(Level.COMMITTEE, OPERATOR));
        handle(incident, IncidentState.RESPONDING, Level.DISTRICT);
        handle(incident, IncidentState.RESPONDING, Level.CITY);
    }

    @Test
    void climbsFromTheCommitteeToTheCityAndNoFurther() {
        Incident incident = anIncident().reported();
        incident.escalate(Level.COMMITTEE, OPERATOR);
        incident.escalate(Level.STREET, OPERATOR);
        incident.escalate(Level.DISTRICT, OPERATOR);
        assertThat(events(incident, IncidentEscalated.class))
                .extracting(IncidentEscalated::to)
                .containsExactly(Level.STREET, Level.DISTRICT, Level.CITY);
        assertThat(events(incident, IncidentEscalated.class))
                .extracting(IncidentEscalated::caseNumber)
                .containsOnly(incident.caseNumber());
        refused("already-at-the-top", () -> incident.escalate(Level.CITY, OPERATOR));
    }

    @Test
    void makesAReportThatIsOwedAndNoOther() {
        Incident incident = anIncident().assessed(3);
        incident.makeReport("street_written", OPERATOR, TEN.plus(Duration.ofMinutes(20)));
        refused("report-not-owed", () -> incident.makeReport("street_written", OPERATOR, TEN));
        refused("report-not-owed", () -> incident.makeReport("state_latest", OPERATOR, TEN));
        refused("report-not-owed", () -> incident.makeReport("warn", OPERATOR, TEN));
    }

    @Test
    void owesAFollowUpAnewEachTimeUntilItIsControlled() {
        Incident incident = anIncident().assessed(4);
        incident.makeReport("follow_up", OPERATOR, TEN.plus(Duration.ofHours(1)));
        handle(incident, IncidentState.RESPONDING, Level.STREET);
        incident.missDue(TEN.plus(Duration.ofHours(5)).minusMillis(1));
        assertThat(events(incident, IncidentClockMissed.class)).isEmpty();
        incident.missDue(TEN.plus(Duration.ofHours(5)));
        incident.missDue(TEN.plus(Duration.ofHours(9)));
        assertThat(events(incident, IncidentClockMissed.class))
                .extracting(IncidentClockMissed::misses)
                .containsExactly(1, 2);
        handle(incident, IncidentState.CONTROLLED, Level.STREET);
        incident.missDue(TEN.plus(Duration.ofDays(9)));
        assertThat(events(incident, IncidentClockMissed.class)).hasSize(2);
    }

    @Test
    void closesOnlyWithWhatTheDataAskFor() {
        Incident incident = anIncident().recovering();
        ClosingReport nothing = new ClosingReport(null, null, 0L, null, "抽水", ReporterSays.AGREES, null);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> incident.close(nothing, Level.STREET, CATALOGUE, OPERATOR))
                .satisfies(refused -> assertThat(refused.refusal().arguments())
                        .containsEntry("missing", "casualties, people_affected, cause_guess"));
        incident.close(everything(ReporterSays.AGREES, null), Level.STREET, CATALOGUE, OPERATOR);
        assertThat(incident.status()).isEqualTo(IncidentState.CLOSED);
    }

    @Test
    void closesAgainstTheReportersViewOnlyWithAnAnswer() {
        Incident incident = anIncident().recovering();
        refused(
                "reporter-unanswered",
                () -> incident.close(everything(ReporterSays.DISAGREES, null), Level.STREET, CATALOGUE, OPERATOR));
        incident.close(everything(ReporterSays.DISAGREES, "明日复查"), Level.STREET, CATALOGUE, OPERATOR);
        assertThat(incident.status()).isEqualTo(IncidentState.CLOSED);
    }

    @Test
    void isClosedFromNoOtherState() {
        refused(
                "incident-state-forbids",
                () -> anIncident()
                        .assessed(4)
                        .close(everything(ReporterSays.AGREES, null), Level.STREET, CATALOGUE, OPERATOR));
    }

    @Test
    void climbsOncePerActivationWhoseStepsFail() {
        Incident incident = anIncident().reported();
        incident.stepFailed("A1");
        incident.stepFailed("A1");
        assertThat(incident.level()).isEqualTo(Level.STREET);
        incident.stepFailed("A2");
        assertThat(incident.level()).isEqualTo(Level.DISTRICT);
        assertThat(events(incident, IncidentEscalated.class))
                .extracting(IncidentEscalated::reason)
                .containsOnly(EscalationReason.STEP);
    }

    @Test
    void isNeverReopenedSilently() {
        Incident incident = anIncident().closed();
        incident.reopen("neighbour");
        assertThat(incident.status()).isEqualTo(IncidentState.RESPONDING);
        assertThat(events(incident, IncidentReopened.class))
                .extracting(IncidentReopened::forwardedTo)
                .containsExactly(Level.STREET);
        refused("incident-state-forbids", () -> incident.reopen("neighbour"));
    }

    @Test
    void joinsAnOpenReportOfTheSameThing() {
        Incident first = anIncident().named("01KAM3C9W0D0000000000000N2").reported();
        Incident second = anIncident().reported();
        second.joinTo(first, OPERATOR);
        assertThat(second.status()).isEqualTo(IncidentState.JOINED);
        assertThat(second.joinedTo()).isEqualTo(first.id());
        refused("incident-joined-already", () -> second.joinTo(first, OPERATOR));
        refused("not-the-same-incident", () -> first.joinTo(first, OPERATOR));
        refused("not-the-same-incident", () -> anIncident().of("B01").reported().joinTo(first, OPERATOR));
        refused(
                "not-the-same-incident",
                () -> anIncident().inAnExercise().reported().joinTo(first, OPERATOR));
    }

    @Test
    void carriesItsExerciseInEveryEvent() {
        Incident incident = anIncident().inAnExercise().assessed(4);
        assertThat(incident.registeredEvents())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.toString()).contains("exercise=true"));
    }

    @Test
    void hasTheStatesOfTheData() {
        assertThat(Arrays.stream(IncidentState.values())
                        .filter(state -> state != IncidentState.JOINED)
                        .map(IncidentState::code))
                .containsExactly(
                        "detected",
                        "reported",
                        "verified",
                        "graded",
                        "responding",
                        "controlled",
                        "recovering",
                        "closed",
                        "reviewed",
                        "false_alarm");
    }

    @Test
    void findsReportsOfTheSameThingWithin500MetresAndADay() {
        Report here = anIncident().at(31.2304, 121.4737).report();
        Report across = anIncident().at(31.2340, 121.4737).report();
        Report far = anIncident().at(31.2360, 121.4737).report();
        Report late = anIncident()
                .at(31.2304, 121.4737)
                .knownAt(TEN.minus(Duration.ofHours(25)))
                .report();
        Report nowhere = anIncident().report();
        assertThat(Nearness.near(here, across)).isTrue();
        assertThat(Nearness.near(here, far)).isFalse();
        assertThat(Nearness.near(here, late)).isFalse();
        assertThat(Nearness.near(here, nowhere)).isFalse();
        assertThat(Nearness.around("A03", here)).contains(Nearness.keyOf("A03", across));
        assertThat(Nearness.around("A03", nowhere)).isEmpty();
        assertThat(Nearness.keyOf("A03", nowhere)).isEmpty();
        assertThat(Nearness.cell(57.64911, 10.40744)).isEqualTo("u4pruy");
    }

    private static void handle(Incident incident, IncidentState to, Level by) {
        Instant now = TEN.plus(Duration.ofHours(1));
        incident.handle(to, "抽水", null, by, CATALOGUE, OPERATOR, now);
    }

    private static <E> List<E> events(Incident incident, Class<E> type) {
        Stream<E> found =
                incident.registeredEvents().stream().filter(type::isInstance).map(type::cast);
        return found.toList();
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(act)
                .satisfies(refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }
}
