package io.communitycloud.emergency.quarantine;

import static io.communitycloud.emergency.quarantine.QuarantineFixture.MONITORING;
import static io.communitycloud.emergency.quarantine.QuarantineFixture.POLICIES;
import static io.communitycloud.emergency.quarantine.QuarantineFixture.aPerson;
import static io.communitycloud.emergency.quarantine.QuarantineFixture.at;
import static io.communitycloud.emergency.quarantine.QuarantineFixture.noAnswer;
import static io.communitycloud.emergency.quarantine.QuarantineFixture.report;
import static io.communitycloud.emergency.quarantine.QuarantineFixture.well;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.quarantine.Overriding.Decision;
import io.communitycloud.emergency.quarantine.QuarantineEvent.QuarantineAttentionCalled;
import io.communitycloud.emergency.quarantine.QuarantineEvent.QuarantineChanged;
import io.communitycloud.emergency.quarantine.QuarantineEvent.QuarantineEnded;
import io.communitycloud.emergency.quarantine.QuarantineEvent.QuarantineOrdered;
import io.communitycloud.emergency.quarantine.QuarantineEvent.SupplyDelivered;
import io.communitycloud.emergency.quarantine.QuarantineEvent.SupplyRequested;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An order from its first instant to its last. */
class QuarantineOrderTest {

    private static final Set<Condition> FIT =
            Set.of(Condition.HOME_FIT_FOR_ISOLATION, Condition.TEST_NEGATIVE, Condition.CONSENT_SIGNED);

    private static QuarantineOrder sevenAndSeven() {
        return aPerson()
                .with(FIT.toArray(Condition[]::new))
                .arrivedAt("2020-09-12T12:00:00+08:00")
                .ordered();
    }

    private static QuarantineOrder fourteen() {
        return aPerson().arrivedAt("2020-09-12T12:00:00+08:00").ordered();
    }

    @Test
    void endsFourteenTimesTwentyFourHoursAfterTheArrival() {
        QuarantineOrder order = fourteen();

        assertThat(order.until()).isEqualTo(at("2020-09-26T12:00:00+08:00"));
        assertThat(order.kind()).isEqualTo(QuarantineKind.CENTRAL);
        assertThat(order.registeredEvents()).singleElement().isInstanceOf(QuarantineOrdered.class);
    }

    @Test
    void isBroughtWhatTheStockGivesAndConfirmsItByAnother() {
        QuarantineOrder order = fourteen();
        Instant now = order.from();
        order.askForSupply(supply("S1"), MONITORING, now);
        assertThat(order.registeredEvents())
                .contains(new SupplyRequested(order.id(), "S1", "H1", order.area(), false, "family_pack", 2));
        refused(() -> order.deliverSupply("S1", "worker", MONITORING, now), "supply-not-reserved");

        order.supplyAnswered("S1", each -> each.answered(null));
        order.supplyAnswered("S1", each -> each.answered("insufficient-stock"));
        order.deliverSupply("S1", "worker", MONITORING, now);

        assertThat(order.registeredEvents())
                .contains(new SupplyDelivered(order.id(), "S1", "H1", order.area(), false, "family_pack", 2));
        refused(() -> order.deliverSupply("S1", "worker", MONITORING, now), "supply-not-reserved");
        refused(() -> order.confirmSupply("S1", "worker", now), "second-person-needed");
        order.confirmSupply("S1", "R1", now);
        refused(() -> order.confirmSupply("S1", "R1", now), "supply-not-delivered");
        refused(() -> order.confirmSupply("S2", "R1", now), "not-found");
        assertThat(order.supplies()).extracting(Supply::state).containsExactly(Supply.State.CONFIRMED);
    }

    @Test
    void isBroughtNothingMoreOnceItIsOver() {
        QuarantineOrder order = fourteen();
        order.askForSupply(supply("S1"), MONITORING, order.from());
        order.askForSupply(supply("S2"), MONITORING, order.from());
        order.askForSupply(supply("S3"), MONITORING, order.from());
        order.supplyAnswered("S2", each -> each.answered(null));
        order.supplyAnswered("S3", each -> each.answered("unknown-item"));
        Instant over = order.until();

        refused(() -> order.deliverSupply("S2", "worker", MONITORING, over), "quarantine-not-in-force");
        refused(() -> order.askForSupply(supply("S4"), MONITORING, over), "quarantine-not-in-force");
        order.supplyAnswered("S1", each -> each.answered(null));

        assertThat(order.supplies())
                .extracting(Supply::state)
                .containsExactly(Supply.State.LAPSED, Supply.State.LAPSED, Supply.State.REFUSED);
    }

    @Test
    void waitsForWhatIsOnItsWayBeforeItAsksForMore() {
        QuarantineOrder order = fourteen();
        for (int i = 0; i < QuarantineOrder.MOST_SUPPLIES; i++) {
            order.askForSupply(supply("S" + i), MONITORING, order.from());
        }

        refused(() -> order.askForSupply(supply("S"), MONITORING, order.from()), "too-many-supplies");
        order.supplyAnswered("S0", each -> each.answered("insufficient-stock"));
        order.askForSupply(supply("S"), MONITORING, order.from());
    }

    private static Supply supply(String id) {
        return Supply.asked(id, "family_pack", 2, "R1", at("2020-09-12T12:00:00+08:00"));
    }

    @Test
    void goesHomeAfterSevenDaysAndSaysSo() {
        QuarantineOrder order = sevenAndSeven();

        order.tick(MONITORING, at("2020-09-19T11:59:59+08:00"));
        assertThat(order.kind()).isEqualTo(QuarantineKind.CENTRAL);
        order.tick(MONITORING, at("2020-09-19T12:00:00+08:00"));
        assertThat(order.kind()).isEqualTo(QuarantineKind.HOME);
        assertThat(changes(order)).extracting(QuarantineChanged::reasonCode).containsExactly(ReasonCode.STAGE);
    }

    @Test
    void asksTwiceADayBetweenItsFirstAndItsLastInstant() {
        List<FollowUpTask> tasks = fourteen().plan(MONITORING);

        assertThat(tasks).hasSize(28);
        assertThat(tasks.getFirst().opens()).isEqualTo(at("2020-09-12T17:00:00+08:00"));
        assertThat(tasks.getLast().closes()).isEqualTo(at("2020-09-26T10:00:00+08:00"));
    }

    @Test
    void letsAHomeBeChosenOnlyWhereItIsFit() {
        QuarantineFixture fromKeyArea = aPerson()
                .from(Origin.DOMESTIC_KEY_AREA)
                .arrivedAt("2020-02-01T08:00:00+08:00")
                .wanting(QuarantineKind.HOME);

        refused(fromKeyArea::ordered, "home-not-fit-for-quarantine");
        fromKeyArea.with(Condition.FIXED_HOME, Condition.HOME_FIT_FOR_ISOLATION, Condition.CONSENT_SIGNED);
        assertThat(fromKeyArea.ordered().kind()).isEqualTo(QuarantineKind.HOME);
        refused(() -> aPerson().wanting(QuarantineKind.HOME).ordered(), "quarantine-kind-not-of-policy");
        assertThat(aPerson()
                        .from(Origin.DOMESTIC_MID_RISK)
                        .arrivedAt("2020-11-01T08:00:00+08:00")
                        .ordered()
                        .kind())
                .isEqualTo(QuarantineKind.HOME);
        refused(
                () -> aPerson()
                        .from(Origin.DOMESTIC_HIGH_RISK)
                        .arrivedAt("2020-11-01T08:00:00+08:00")
                        .wanting(QuarantineKind.HOME)
                        .ordered(),
                "quarantine-kind-not-of-policy");
    }

    @Test
    void isNotMadeForWhomItWouldBeOver() {
        refused(() -> aPerson().orderedAfter(Duration.ofDays(14)).ordered(), "quarantine-over-already");
        refused(() -> aPerson().orderedAfter(Duration.ofSeconds(-1)).ordered(), "not-arrived-yet");
        QuarantineOrder late = aPerson().orderedAfter(Duration.ofDays(13)).ordered();
        assertThat(late.plan(MONITORING)).hasSize(2);
    }

    @Test
    void takesAReportOnceAndOnlyForATaskThatHasBegun() {
        QuarantineOrder order = fourteen();
        Instant evening = at("2020-09-12T18:00:00+08:00");
        LocalDate day = LocalDate.of(2020, 9, 12);

        refused(() -> order.report(well(day, Slot.MORNING, evening), MONITORING, evening), "no-such-follow-up-task");
        refused(
                () -> order.report(well(day.plusDays(1), Slot.MORNING, evening), MONITORING, evening),
                "no-such-follow-up-task");
        order.report(noAnswer(day, Slot.EVENING, evening), MONITORING, evening);
        order.report(well(day, Slot.EVENING, evening), MONITORING, evening);
        refused(
                () -> order.report(well(day, Slot.EVENING, evening), MONITORING, evening),
                "follow-up-answered-already");
        FollowUp blank = new FollowUp(
                day.plusDays(1), Slot.MORNING, FollowUp.Outcome.ANSWERED, null, Set.of(), Set.of(), "w", evening);
        refused(() -> order.report(blank, MONITORING, at("2020-09-13T08:00:00+08:00")), "follow-up-incomplete");
    }

    @Test
    void callsAttentionAfterTwoUnansweredTasksAndOnce() {
        QuarantineOrder order = fourteen();

        order.tick(MONITORING, at("2020-09-12T20:00:00+08:00"));
        assertThat(order.attention()).isFalse();
        order.tick(MONITORING, at("2020-09-13T10:00:00+08:00"));
        assertThat(order.attention()).isTrue();
        order.tick(MONITORING, at("2020-09-14T10:00:00+08:00"));
        assertThat(events(order, QuarantineAttentionCalled.class)).hasSize(1);

        Instant later = at("2020-09-14T11:00:00+08:00");
        order.report(well(LocalDate.of(2020, 9, 14), Slot.MORNING, later), MONITORING, later);
        assertThat(order.attention()).isFalse();
    }

    @Test
    void callsAttentionWhenSomebodyIsUnwell() {
        QuarantineOrder order = fourteen();
        Instant evening = at("2020-09-12T18:00:00+08:00");

        order.report(report(LocalDate.of(2020, 9, 12), Slot.EVENING, 37.3, evening), MONITORING, evening);

        assertThat(order.attention()).isTrue();
        assertThat(events(order, QuarantineAttentionCalled.class)).hasSize(1);
    }

    @Test
    void endsOnItsInstantWhetherTheClockWasThereOrNot() {
        QuarantineOrder order = fourteen();

        order.tick(MONITORING, order.until().minusMillis(1));
        assertThat(order.status()).isEqualTo(QuarantineStatus.ACTIVE);
        order.tick(MONITORING, order.until().plus(Duration.ofDays(3)));

        assertThat(order.status()).isEqualTo(QuarantineStatus.ENDED);
        assertThat(order.endedAt()).isEqualTo(at("2020-09-26T12:00:00+08:00"));
        assertThat(order.outcome()).isEqualTo(QuarantineOutcome.COMPLETED);
        assertThat(order.followUps()).hasSize(28).allMatch(each -> each.outcome() == FollowUp.Outcome.MISSED);
        Instant now = order.until().plus(Duration.ofDays(3));
        refused(
                () -> order.report(well(LocalDate.of(2020, 9, 26), Slot.MORNING, now), MONITORING, now),
                "quarantine-not-in-force");
        refused(
                () -> order.extend(now.plusSeconds(1), ReasonCode.OTHER, "x", "w", MONITORING, now),
                "quarantine-not-in-force");
    }

    @Test
    void isOverAtOnceWhenItIsShortenedToNow() {
        QuarantineOrder order = fourteen();
        Instant now = at("2020-09-15T09:30:00+08:00");

        order.shorten(now, ReasonCode.AUTHORITY_DECISION, "cleared by the district", "head", MONITORING, now);

        assertThat(order.status()).isEqualTo(QuarantineStatus.ENDED);
        assertThat(order.outcome()).isEqualTo(QuarantineOutcome.SHORTENED);
        assertThat(order.plan(MONITORING)).allMatch(task -> !task.closes().isAfter(now));
        assertThat(events(order, QuarantineEnded.class)).hasSize(1);
        assertThat(changes(order)).last().extracting(QuarantineChanged::until).isEqualTo(now);
    }

    @Test
    void refusesAnEndThatIsOutOfOrder() {
        QuarantineOrder order = fourteen();
        Instant now = at("2020-09-15T09:30:00+08:00");

        refused(() -> order.extend(order.until(), ReasonCode.OTHER, "x", "w", MONITORING, now), OUT_OF_ORDER);
        refused(() -> order.shorten(order.until(), ReasonCode.OTHER, "x", "w", MONITORING, now), OUT_OF_ORDER);
        refused(() -> order.shorten(now.minusMillis(1), ReasonCode.OTHER, "x", "w", MONITORING, now), OUT_OF_ORDER);
        refused(
                () -> order.extend(order.from().plus(Duration.ofDays(61)), ReasonCode.OTHER, "x", "w", MONITORING, now),
                "quarantine-lasts-too-long");
    }

    private static final String OUT_OF_ORDER = "quarantine-end-out-of-order";

    @Test
    void changesNothingBeforeASecondPersonApproves() {
        QuarantineOrder order = fourteen();
        Instant now = at("2020-09-15T09:30:00+08:00");
        Instant wanted = at("2020-10-01T12:00:00+08:00");
        Instant before = order.until();

        order.requestOverriding(asking("O1", wanted, QuarantineKind.HOME, false, now), MONITORING, now);
        assertThat(order.until()).isEqualTo(before);
        assertThat(order.kind()).isEqualTo(QuarantineKind.CENTRAL);
        refused(() -> order.decideOverriding("O1", true, null, "head", MONITORING, now), "second-person-needed");
        refused(() -> order.decideOverriding("O2", true, null, "boss", MONITORING, now), "not-found");

        order.decideOverriding("O1", true, null, "boss", MONITORING, now);
        assertThat(order.until()).isEqualTo(wanted);
        assertThat(order.kind()).isEqualTo(QuarantineKind.HOME);
        assertThat(order.changes())
                .singleElement()
                .extracting(Change::approvedBy)
                .isEqualTo("boss");
        refused(() -> order.decideOverriding("O1", true, null, "boss", MONITORING, now), "override-decided-already");
        assertThat(order.plan(MONITORING).getLast().closes()).isBeforeOrEqualTo(wanted);
    }

    @Test
    void leavesADeclinedOverrideWithoutEffectAndLetsAnUndecidedOneLapse() {
        QuarantineOrder order = fourteen();
        Instant now = at("2020-09-15T09:30:00+08:00");
        order.requestOverriding(asking("O1", null, QuarantineKind.HOME, false, now), MONITORING, now);
        order.requestOverriding(asking("O2", null, null, true, now), MONITORING, now);
        refused(
                () -> order.requestOverriding(asking("O3", null, QuarantineKind.CENTRAL, false, now), MONITORING, now),
                "nothing-overridden");

        order.decideOverriding("O1", false, "no", "boss", MONITORING, now);
        assertThat(order.kind()).isEqualTo(QuarantineKind.CENTRAL);
        order.tick(MONITORING, order.until());

        assertThat(order.overridings())
                .extracting(Overriding::decision)
                .containsExactly(Decision.DECLINED, Decision.LAPSED);
    }

    @Test
    void cancelsAnOrderThatShouldNotHaveBeen() {
        QuarantineOrder order = fourteen();
        Instant now = at("2020-09-15T09:30:00+08:00");
        order.requestOverriding(asking("O1", null, null, true, now), MONITORING, now);

        order.decideOverriding("O1", true, null, "boss", MONITORING, now);

        assertThat(order.outcome()).isEqualTo(QuarantineOutcome.CANCELLED);
        assertThat(order.until()).isEqualTo(now);
        refused(() -> release(order, now), "nothing-to-release");
    }

    @Test
    void endsWhenThePersonIsGone() {
        QuarantineOrder order = fourteen();
        Instant now = at("2020-09-15T09:30:00+08:00");

        order.personGone(MONITORING, now);
        order.personGone(MONITORING, now.plusSeconds(60));

        assertThat(order.outcome()).isEqualTo(QuarantineOutcome.PERSON_GONE);
        assertThat(order.endedAt()).isEqualTo(now);
        assertThat(order.plan(MONITORING)).allMatch(task -> !task.closes().isAfter(now));
        assertThat(events(order, QuarantineEnded.class)).hasSize(1);
        refused(() -> release(order, now), "nothing-to-release");
    }

    @Test
    void releasesWhoIsWellAndTested() {
        QuarantineOrder order = sevenAndSeven();
        refused(() -> release(order, order.until().minusSeconds(1)), "quarantine-still-in-force");
        Instant morning = at("2020-09-26T08:00:00+08:00");
        LocalDate last = LocalDate.of(2020, 9, 26);
        order.report(report(last, Slot.MORNING, 37.8, morning), MONITORING, morning);
        Instant after = order.until().plusSeconds(1);
        refused(() -> release(order, after), "not-clear-for-release");

        QuarantineOrder other = sevenAndSeven();
        other.report(well(last, Slot.MORNING, morning), MONITORING, morning);
        release(other, after);
        String certificate = other.certificate();
        assertThat(certificate).isEqualTo("signed");
        release(other, after.plusSeconds(60));
        assertThat(other.releasedAt()).isEqualTo(after);

        QuarantineOrder silent = sevenAndSeven();
        refused(() -> release(silent, after), "not-clear-for-release");
    }

    @Test
    void releasesNobodyWithoutTheTestsOfHerPolicy() {
        QuarantineOrder order = aPerson()
                .from(Origin.DOMESTIC_HIGH_RISK)
                .arrivedAt("2020-11-01T12:00:00+08:00")
                .ordered();
        Instant morning = at("2020-11-15T08:00:00+08:00");
        order.report(well(LocalDate.of(2020, 11, 15), Slot.MORNING, morning), MONITORING, morning);
        order.test(new TestResult(at("2020-11-07T08:00:00+08:00"), true), MONITORING, morning);
        Instant after = order.until().plusSeconds(1);
        refused(() -> release(order, after), "not-clear-for-release");
        order.test(new TestResult(at("2020-11-14T08:00:00+08:00"), true), MONITORING, after);
        order.test(new TestResult(at("2020-11-15T08:00:00+08:00"), false), MONITORING, after);
        refused(() -> release(order, after), "not-clear-for-release");
        order.test(new TestResult(at("2020-11-15T10:00:00+08:00"), true), MONITORING, after);
        release(order, after);
        assertThat(order.certificate()).isEqualTo("signed");
    }

    @Test
    void isServedOnceAndNotInTheFuture() {
        QuarantineOrder order = fourteen();
        Instant now = at("2020-09-12T13:00:00+08:00");
        refused(() -> order.serve(new Serving(Serving.Way.PHONE, now.plusSeconds(1), "w"), now), "time-out-of-order");
        order.serve(new Serving(Serving.Way.PHONE, now, "w"), now);
        refused(() -> order.serve(new Serving(Serving.Way.PHONE, now, "w"), now), "quarantine-served-already");
    }

    @Test
    void saysWhatIsMissingForATransfer() {
        QuarantineOrder order = aPerson().goingTo(Destination.ZJ).ordered();
        QuarantinePolicy policy = POLICIES.require(order.policy());
        assertThat(order.missingForTransfer(policy, MONITORING))
                .containsExactlyInAnyOrder(Condition.TEST_NEGATIVE, Condition.NO_SYMPTOM, Condition.NOT_CLOSE_CONTACT);
        QuarantineOrder fit = aPerson()
                .goingTo(Destination.ZJ)
                .with(Condition.NOT_CLOSE_CONTACT)
                .ordered();
        Instant now = at("2020-09-14T18:00:00+08:00");
        fit.report(well(LocalDate.of(2020, 9, 14), Slot.EVENING, now), MONITORING, now);
        fit.test(new TestResult(now, true), MONITORING, now);
        assertThat(fit.missingForTransfer(policy, MONITORING)).isEmpty();
        fit.test(new TestResult(now, false), MONITORING, now);
        assertThat(fit.missingForTransfer(policy, MONITORING)).containsExactly(Condition.TEST_NEGATIVE);
    }

    /**
     * Rows E15 to E17: whatever is done to an order in whatever order, its tasks lie within its span, none is left when it
     * ends, no report is lost, and none is taken afterwards.
     */
    @Test
    void keepsItsTasksRightWhateverIsDoneToIt() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            QuarantineOrder order = anyOrder(random);
            Instant now = order.createdAt();
            int step = 0;
            while (step++ < 60) {
                now = now.plus(Duration.ofMinutes(random.nextInt(2_000)));
                List<FollowUp> before = order.followUps();
                boolean wasOver = order.status() == QuarantineStatus.ENDED;
                List<Change> changesBefore = order.changes();
                attempt(order, random, now);
                String story = "seed " + seed + " step " + step;
                assertThat(order.followUps()).as(story).hasSizeGreaterThanOrEqualTo(before.size());
                assertThat(order.changes().subList(0, changesBefore.size()))
                        .as(story)
                        .isEqualTo(changesBefore);
                if (wasOver) {
                    assertThat(order.followUps()).as(story).isEqualTo(before);
                }
                holds(order, now, story);
            }
        }
    }

    private static void holds(QuarantineOrder order, Instant now, String story) {
        List<FollowUpTask> plan = order.plan(MONITORING);
        assertThat(plan).as(story).allSatisfy(task -> {
            assertThat(task.opens()).isAfterOrEqualTo(order.from());
            assertThat(task.closes()).isBeforeOrEqualTo(order.until());
        });
        assertThat(plan).as(story).doesNotHaveDuplicates();
        if (order.status() == QuarantineStatus.ENDED) {
            assertThat(order.endedAt()).as(story).isNotNull();
            assertThat(plan).as(story).allMatch(task -> order.reportOf(task).isPresent());
            assertThat(order.overridings()).as(story).noneMatch(Overriding::pending);
            assertThat(events(order, QuarantineEnded.class)).as(story).hasSize(1);
        } else {
            assertThat(now).as(story).isBefore(order.until());
            assertThat(order.wakeAt()).as(story).isAfter(now).isBeforeOrEqualTo(order.until());
            assertThat(plan.stream().filter(task -> !task.closes().isAfter(now)))
                    .as(story)
                    .allMatch(task -> order.reportOf(task).isPresent());
            Instant next = plan.stream()
                    .filter(task -> order.reportOf(task).isEmpty())
                    .map(FollowUpTask::opens)
                    .findFirst()
                    .orElse(order.until());
            assertThat(order.nextTaskAt()).as(story).isEqualTo(next);
            assertThat(order.kind())
                    .as(story)
                    .isEqualTo(new Stages(order.stages()).placeAt(now).kind());
            assertThat(new Stages(order.stages()).until()).as(story).isEqualTo(order.until());
        }
        // What consumers were told last is how it is.
        Instant told = order.from();
        for (DomainEvent event : order.registeredEvents()) {
            if (event instanceof QuarantineOrdered ordered) {
                told = ordered.until();
            } else if (event instanceof QuarantineChanged changed) {
                told = changed.until();
            } else if (event instanceof QuarantineEnded ended) {
                told = ended.endedAt();
            }
        }
        assertThat(told).as(story).isEqualTo(order.until());
    }

    private static QuarantineOrder anyOrder(Random random) {
        QuarantineFixture person = aPerson()
                .goingTo(List.of(Destination.values()).get(random.nextInt(Destination.values().length)))
                .arrivedAt(at("2020-07-27T00:00:00+08:00").plusSeconds(random.nextInt(20_000_000)))
                .orderedAfter(Duration.ofMinutes(random.nextInt(3_000)));
        if (random.nextBoolean()) {
            person.with(FIT.toArray(Condition[]::new));
        }
        return person.ordered();
    }

    /** Does something, allowed or not. */
    private static void attempt(QuarantineOrder order, Random random, Instant now) {
        try {
            switch (random.nextInt(8)) {
                case 0 ->
                    order.extend(
                            order.until().plus(Duration.ofHours(random.nextInt(100) - 5L)),
                            ReasonCode.OTHER,
                            "x",
                            "head",
                            MONITORING,
                            now);
                case 1 ->
                    order.shorten(
                            now.plus(Duration.ofHours(random.nextInt(200) - 2L)),
                            ReasonCode.OTHER,
                            "x",
                            "head",
                            MONITORING,
                            now);
                case 2 ->
                    order.requestOverriding(
                            asking(
                                    "O" + random.nextInt(4),
                                    random.nextBoolean() ? now.plus(Duration.ofHours(random.nextInt(400) - 5L)) : null,
                                    random.nextBoolean() ? QuarantineKind.HOME : QuarantineKind.CENTRAL,
                                    random.nextInt(20) == 0,
                                    now),
                            MONITORING,
                            now);
                case 3 ->
                    order.decideOverriding(
                            "O" + random.nextInt(4), random.nextInt(4) > 0, null, "boss", MONITORING, now);
                case 4, 5 -> {
                    List<FollowUpTask> plan = order.plan(MONITORING);
                    if (!plan.isEmpty()) {
                        FollowUpTask task = plan.get(random.nextInt(plan.size()));
                        order.report(well(task.day(), task.slot(), now), MONITORING, now);
                    }
                }
                case 6 -> order.test(new TestResult(now, random.nextInt(9) > 0), MONITORING, now);
                default -> order.tick(MONITORING, now);
            }
        } catch (Refused refused) {
            order.tick(MONITORING, now); // a refused act was never saved; the clock goes on
        }
    }

    private static Overriding asking(
            String id, @Nullable Instant until, @Nullable QuarantineKind kind, boolean cancel, Instant now) {
        return new Overriding(
                id, until, kind, cancel, ReasonCode.OTHER, "x", "head", now, Decision.PENDING, null, null, null);
    }

    private static void release(QuarantineOrder order, Instant now) {
        order.release("worker", POLICIES.require(order.policy()), MONITORING, now, (found, at) -> "signed");
    }

    private static List<QuarantineChanged> changes(QuarantineOrder order) {
        return events(order, QuarantineChanged.class);
    }

    private static <E> List<E> events(QuarantineOrder order, Class<E> type) {
        List<E> found = new ArrayList<>();
        for (DomainEvent event : order.registeredEvents()) {
            if (type.isInstance(event)) {
                found.add(type.cast(event));
            }
        }
        return found;
    }

    private static void refused(ThrowingCallable act, String code) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(act)
                .satisfies(refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }
}
