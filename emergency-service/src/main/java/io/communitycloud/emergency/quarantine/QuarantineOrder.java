package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.person.Person;
import io.communitycloud.emergency.quarantine.Overriding.Decision;
import io.communitycloud.emergency.quarantine.QuarantineEvent.QuarantineAttentionCalled;
import io.communitycloud.emergency.quarantine.QuarantineEvent.QuarantineChanged;
import io.communitycloud.emergency.quarantine.QuarantineEvent.QuarantineEnded;
import io.communitycloud.emergency.quarantine.QuarantineEvent.QuarantineOrderState;
import io.communitycloud.emergency.quarantine.QuarantineEvent.QuarantineOrdered;
import io.communitycloud.emergency.quarantine.QuarantineEvent.QuarantineReleased;
import io.communitycloud.emergency.quarantine.QuarantineEvent.SupplyConfirmed;
import io.communitycloud.emergency.quarantine.QuarantineEvent.SupplyDelivered;
import io.communitycloud.emergency.quarantine.QuarantineEvent.SupplyRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * That one person is kept apart for a time (隔离医学观察), {@code [from, until)}.
 *
 * <p>Her tasks are no list that is kept beside: they are computed from the span the order has at this moment, and only what
 * came of them is stored. So an order that is extended has more of them, one that is shortened has fewer, and none is left
 * when it ends. Every act first does what the clock would have done until then ({@link #tick}).
 */
@AggregateRoot(collection = "quarantine_orders", topic = "emergency.quarantine-orders.v1")
public final class QuarantineOrder extends Aggregate {

    /** Longer than this no order lasts in one piece: our own bound, the data name none. */
    static final Duration LONGEST = Duration.ofDays(60);

    /** So many goods may be on their way to a household at once: our own bound, too. */
    static final int MOST_SUPPLIES = 20;

    private final String resident;
    private final @Nullable String household;
    private final boolean exercise;
    private final String policy;
    private final Origin origin;
    private final Destination destination;
    private final Set<Condition> conditions;
    private final @Nullable String legalBasis;
    private final Instant from;
    private final Instant tasksFrom;
    private final String orderedBy;
    private QuarantineStatus status;
    private QuarantineKind kind;
    private Instant until;
    private List<Stage> stages;
    private Instant nextTaskAt;
    private Instant wakeAt;
    private boolean attention;
    private List<FollowUp> followUps = List.of();
    private List<Change> changes = List.of();
    private List<Overriding> overridings = List.of();
    private List<TestResult> tests = List.of();
    private List<Supply> supplies = List.of();
    private @Nullable Serving serving;
    private @Nullable QuarantineOutcome outcome;
    private @Nullable Instant endedAt;
    private @Nullable Instant releasedAt;
    private @Nullable String releasedBy;
    private @Nullable String certificate;
    private @Nullable String transfer;
    private boolean aboard;

    @PersistenceCreator
    QuarantineOrder(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String resident,
            @Nullable String household,
            boolean exercise,
            String policy,
            Origin origin,
            Destination destination,
            Set<Condition> conditions,
            @Nullable String legalBasis,
            Instant from,
            Instant tasksFrom,
            String orderedBy,
            QuarantineStatus status,
            QuarantineKind kind,
            Instant until,
            List<Stage> stages,
            Instant nextTaskAt,
            Instant wakeAt) {
        super(id, area, scope, createdAt);
        this.resident = resident;
        this.household = household;
        this.exercise = exercise;
        this.policy = policy;
        this.origin = origin;
        this.destination = destination;
        this.conditions = Set.copyOf(conditions);
        this.legalBasis = legalBasis;
        this.from = from;
        this.tasksFrom = tasksFrom;
        this.orderedBy = orderedBy;
        this.status = status;
        this.kind = kind;
        this.until = until;
        this.stages = List.copyOf(stages);
        this.nextTaskAt = nextTaskAt;
        this.wakeAt = wakeAt;
    }

    /**
     * A person to be put under quarantine.
     *
     * @param conditions what is known to be so
     * @param kind the kind chosen, null where the policy leaves no choice or the caller makes none
     * @param legalBasis the document it is ordered by, null where it is not known
     * @param by who orders it, a token's subject
     */
    record OrderQuarantine(
            Origin origin,
            Destination destination,
            Instant arrivedAt,
            Set<Condition> conditions,
            @Nullable QuarantineKind kind,
            @Nullable String legalBasis,
            boolean exercise,
            String by) {}

    /**
     * Orders a quarantine by a policy that was chosen for the arrival.
     *
     * @param path the codes from the city down to the person's committee
     * @throws Refused where the policy does not allow what is asked, or is over by its own days
     */
    static QuarantineOrder order(
            String id,
            Person person,
            List<String> path,
            OrderQuarantine command,
            QuarantinePolicy policy,
            HealthMonitoring monitoring,
            Instant now) {
        if (command.arrivedAt().isAfter(now)) {
            throw new Refused(QuarantineRefusal.NOT_ARRIVED_YET);
        }
        Stages stages = policy.stages(command.arrivedAt(), kindOf(command, policy));
        if (!now.isBefore(stages.until())) {
            throw new Refused(QuarantineRefusal.overAlready(stages.until()));
        }
        QuarantineOrder order = new QuarantineOrder(
                id,
                person.area(),
                scope(path, person),
                now,
                person.residentId(),
                person.householdId(),
                command.exercise(),
                policy.id(),
                command.origin(),
                command.destination(),
                command.conditions(),
                command.legalBasis(),
                command.arrivedAt(),
                now,
                command.by(),
                QuarantineStatus.ACTIVE,
                stages.placeAt(now).kind(),
                stages.until(),
                stages.parts(),
                now,
                now);
        order.look(monitoring, now);
        order.register(new QuarantineOrdered(
                id,
                order.resident,
                order.household,
                order.area(),
                order.exercise,
                order.kind,
                order.policy,
                order.from,
                order.until));
        return order;
    }

    private static QuarantineKind kindOf(OrderQuarantine command, QuarantinePolicy policy) {
        QuarantineKind wanted = command.kind();
        if (policy.choice().isEmpty()) {
            if (wanted != null) {
                throw new Refused(QuarantineRefusal.kindNotOfPolicy(policy.id()));
            }
            return QuarantineKind.CENTRAL;
        }
        Set<Condition> missing = missing(policy.needsForHome(), command.conditions());
        boolean homePossible = policy.choice().contains(QuarantineKind.HOME);
        if (wanted == null) {
            boolean home = homePossible && (missing.isEmpty() || policy.choice().size() == 1);
            return home ? QuarantineKind.HOME : QuarantineKind.CENTRAL;
        }
        if (!policy.choice().contains(wanted)) {
            throw new Refused(QuarantineRefusal.kindNotOfPolicy(policy.id()));
        }
        if (wanted == QuarantineKind.HOME && !missing.isEmpty()) {
            throw new Refused(QuarantineRefusal.homeNotFit(missing));
        }
        return wanted;
    }

    /** Does what the clock says was to be done up to now: missed tasks, the next part, the end. */
    void tick(HealthMonitoring monitoring, Instant now) {
        if (status == QuarantineStatus.ENDED) {
            return;
        }
        Instant seen = now.isBefore(until) ? now : until;
        for (FollowUpTask task : plan(monitoring)) {
            if (!task.closes().isAfter(seen) && reportOf(task).isEmpty()) {
                record(FollowUp.missed(task), monitoring);
            }
        }
        if (!now.isBefore(until)) {
            boolean shortened =
                    !changes.isEmpty() && until.isBefore(changes.getFirst().untilBefore());
            end(shortened ? QuarantineOutcome.SHORTENED : QuarantineOutcome.COMPLETED, until);
            return;
        }
        QuarantineKind due = parts().placeAt(now).kind();
        if (due != kind) {
            kind = due;
            tellChange(ReasonCode.STAGE);
        }
        look(monitoring, now);
    }

    /**
     * Records how she is, or that she did not answer.
     *
     * @throws Refused where the order is over, has no such task, its hours have not come, or it was answered already
     */
    void report(FollowUp report, HealthMonitoring monitoring, Instant now) {
        tick(monitoring, now);
        requireActive();
        FollowUpTask task = plan(monitoring).stream()
                .filter(report::isOf)
                .filter(planned -> !now.isBefore(planned.opens()))
                .findFirst()
                .orElseThrow(() -> new Refused(QuarantineRefusal.NO_SUCH_TASK));
        if (reportOf(task).filter(FollowUp::answered).isPresent()) {
            throw new Refused(QuarantineRefusal.ANSWERED_ALREADY);
        }
        if (report.answered() == (report.temperature() == null)) {
            throw new Refused(QuarantineRefusal.reportIncomplete("/temperature"));
        }
        record(report, monitoring);
        look(monitoring, now);
    }

    /** Records a test; one that is positive calls for attention. */
    void test(TestResult result, HealthMonitoring monitoring, Instant now) {
        if (result.takenAt().isAfter(now) || result.takenAt().isBefore(from)) {
            throw new Refused(QuarantineRefusal.timeOutOfOrder("/takenAt"));
        }
        tick(monitoring, now);
        List<TestResult> all = new ArrayList<>(tests);
        all.add(result);
        all.sort(Comparator.comparing(TestResult::takenAt));
        tests = List.copyOf(all);
        if (!result.negative()) {
            callAttention();
        }
    }

    /** Records that she was told of the order. */
    void serve(Serving served, Instant now) {
        if (serving != null) {
            throw new Refused(QuarantineRefusal.SERVED_ALREADY);
        }
        if (served.at().isAfter(now) || served.at().isBefore(from)) {
            throw new Refused(QuarantineRefusal.timeOutOfOrder("/at"));
        }
        serving = served;
    }

    /**
     * Asks the stock for goods.
     *
     * @throws Refused where the order is over, or too many are on their way already
     */
    void askForSupply(Supply wanted, HealthMonitoring monitoring, Instant now) {
        tick(monitoring, now);
        requireActive();
        if (supplies.stream().filter(Supply::open).count() >= MOST_SUPPLIES) {
            throw new Refused(QuarantineRefusal.TOO_MANY_SUPPLIES);
        }
        List<Supply> all = new ArrayList<>(supplies);
        all.add(wanted);
        supplies = List.copyOf(all);
        register(new SupplyRequested(id(), wanted.id(), household, area(), exercise, wanted.item(), wanted.quantity()));
    }

    /** Notes what the stock says, once; what it says after the order's end is for nobody. */
    void supplyAnswered(String supply, UnaryOperator<Supply> answer) {
        supplies = supplies.stream()
                .map(each -> each.id().equals(supply) && each.state() == Supply.State.ASKED ? answer.apply(each) : each)
                .toList();
    }

    /**
     * Records that goods were brought.
     *
     * @throws Refused where the order is over, or the stock has not set them aside
     */
    void deliverSupply(String supply, String by, HealthMonitoring monitoring, Instant now) {
        tick(monitoring, now);
        requireActive();
        Supply found = requireSupply(supply);
        if (found.state() != Supply.State.RESERVED) {
            throw new Refused(QuarantineRefusal.SUPPLY_NOT_RESERVED);
        }
        replace(found.delivered(by, now));
        register(new SupplyDelivered(id(), supply, household, area(), exercise, found.item(), found.quantity()));
    }

    /**
     * Records that goods came; also after the order's end.
     *
     * @throws Refused where they were not brought, or she brought them herself
     */
    void confirmSupply(String supply, String by, Instant now) {
        Supply found = requireSupply(supply);
        if (found.state() != Supply.State.DELIVERED) {
            throw new Refused(QuarantineRefusal.SUPPLY_NOT_DELIVERED);
        }
        if (by.equals(found.deliveredBy())) {
            throw new Refused(QuarantineRefusal.SECOND_PERSON_NEEDED);
        }
        replace(found.confirmed(by, now));
        register(new SupplyConfirmed(id(), supply, household, area(), exercise));
    }

    private Supply requireSupply(String supply) {
        return supplies.stream()
                .filter(each -> each.id().equals(supply))
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    private void replace(Supply changed) {
        supplies = supplies.stream()
                .map(each -> each.id().equals(changed.id()) ? changed : each)
                .toList();
    }

    /**
     * Puts the end off.
     *
     * @throws Refused where the order is over or the new end is not later
     */
    void extend(Instant to, ReasonCode code, String reason, String by, HealthMonitoring monitoring, Instant now) {
        tick(monitoring, now);
        requireActive();
        if (!to.isAfter(until)) {
            throw new Refused(QuarantineRefusal.END_OUT_OF_ORDER);
        }
        change(to, null, code, reason, by, null, monitoring, now);
    }

    /**
     * Brings the end forward; to this very moment, and the order is over.
     *
     * @throws Refused where the order is over, or the new end is not earlier or in the past
     */
    void shorten(Instant to, ReasonCode code, String reason, String by, HealthMonitoring monitoring, Instant now) {
        tick(monitoring, now);
        requireActive();
        if (to.isBefore(now) || !to.isBefore(until)) {
            throw new Refused(QuarantineRefusal.END_OUT_OF_ORDER);
        }
        change(to, null, code, reason, by, null, monitoring, now);
    }

    /** Asks for another order than the policy gives; nothing changes before a second person approves. */
    void requestOverriding(Overriding wanted, HealthMonitoring monitoring, Instant now) {
        tick(monitoring, now);
        requireActive();
        boolean changes = wanted.cancel()
                || (wanted.until() != null && !wanted.until().equals(until))
                || (wanted.kind() != null && wanted.kind() != kind);
        if (!changes) {
            throw new Refused(QuarantineRefusal.NOTHING_OVERRIDDEN);
        }
        requireEndInOrder(wanted, now);
        List<Overriding> all = new ArrayList<>(overridings);
        all.add(wanted);
        overridings = List.copyOf(all);
    }

    /**
     * Decides a request as its second person.
     *
     * @throws Refused where it was decided, the order is over, or she asked for it herself
     */
    void decideOverriding(
            String overriding,
            boolean approved,
            @Nullable String remark,
            String by,
            HealthMonitoring monitoring,
            Instant now) {
        tick(monitoring, now);
        Overriding asked = overridings.stream()
                .filter(each -> each.id().equals(overriding))
                .findFirst()
                .orElseThrow(Refused::notFound);
        if (!asked.pending()) {
            throw new Refused(QuarantineRefusal.DECIDED_ALREADY);
        }
        requireActive();
        if (asked.requestedBy().equals(by)) {
            throw new Refused(QuarantineRefusal.SECOND_PERSON_NEEDED);
        }
        if (approved) {
            requireEndInOrder(asked, now);
        }
        replace(asked.decided(approved ? Decision.APPROVED : Decision.DECLINED, by, now, remark));
        if (!approved) {
            return;
        }
        if (asked.cancel()) {
            note(now, asked.requestedBy(), by, asked.reasonCode(), asked.reason(), now, kind);
            until = now;
            end(QuarantineOutcome.CANCELLED, now);
            return;
        }
        change(
                asked.until() == null ? until : asked.until(),
                asked.kind(),
                asked.reasonCode(),
                asked.reason(),
                asked.requestedBy(),
                by,
                monitoring,
                now);
    }

    /**
     * Releases her with a certificate.
     *
     * @param signed makes the certificate once all is in order
     * @throws Refused while the order is in force, or naming what is missing
     */
    void release(String by, QuarantinePolicy rules, HealthMonitoring monitoring, Instant now, Signing signed) {
        tick(monitoring, now);
        if (certificate != null) {
            return;
        }
        QuarantineOutcome how = outcome;
        if (how == null) {
            throw new Refused(QuarantineRefusal.stillInForce(until));
        }
        if (how != QuarantineOutcome.COMPLETED && how != QuarantineOutcome.SHORTENED) {
            throw new Refused(QuarantineRefusal.nothingToRelease(how));
        }
        Set<ReleaseRule> broken = broken(rules, monitoring, how);
        if (!broken.isEmpty()) {
            throw new Refused(QuarantineRefusal.notClear(broken));
        }
        releasedAt = now;
        releasedBy = by;
        certificate = signed.certify(this, now);
        register(new QuarantineReleased(id(), resident, household, area(), exercise, now));
    }

    /** Makes the certificate of a release. */
    @FunctionalInterface
    interface Signing {
        String certify(QuarantineOrder order, Instant now);
    }

    /** What is still missing for a transfer on this day, by the policy. */
    Set<Condition> missingForTransfer(QuarantinePolicy rules, HealthMonitoring monitoring) {
        Set<Condition> known = EnumSet.noneOf(Condition.class);
        known.addAll(conditions);
        if (!tests.isEmpty()) {
            known.remove(Condition.TEST_NEGATIVE);
            if (tests.getLast().negative()) {
                known.add(Condition.TEST_NEGATIVE);
            }
        }
        lastAnswer().ifPresent(last -> {
            known.remove(Condition.NO_SYMPTOM);
            if (last.clear(monitoring.feverCelsius())) {
                known.add(Condition.NO_SYMPTOM);
            }
        });
        return missing(rules.needsOnTransfer(), known);
    }

    /**
     * Puts her on a transfer's manifest; a second time changes nothing.
     *
     * @param free whether the manifest she may stand on already is none any more
     * @throws Refused where the order is over, its policy takes nobody there, or she stands on another manifest
     */
    void listFor(
            String transferId,
            Destination to,
            QuarantinePolicy rules,
            Predicate<String> free,
            HealthMonitoring monitoring,
            Instant now) {
        tick(monitoring, now);
        requireActive();
        if (!rules.transfers() || destination != to) {
            throw new Refused(TransferRefusal.notOfPolicy(id()));
        }
        String before = transfer;
        if (before != null && !before.equals(transferId) && !free.test(before)) {
            throw new Refused(TransferRefusal.onAnotherManifest(id()));
        }
        transfer = transferId;
        aboard = false;
    }

    /**
     * Lets her board, once all that the policy asks for on this day is so; a second time changes nothing.
     *
     * @throws Refused where it is not her day, something is missing, or she stands on another manifest
     */
    void board(String transferId, QuarantinePolicy rules, HealthMonitoring monitoring, Instant now) {
        tick(monitoring, now);
        requireActive();
        if (!transferId.equals(transfer)) {
            throw new Refused(TransferRefusal.onAnotherManifest(id()));
        }
        if (aboard) {
            return;
        }
        if (parts().placeAt(now) != Place.DESTINATION) {
            throw new Refused(TransferRefusal.notHerDay(id()));
        }
        Set<Condition> missing = missingForTransfer(rules, monitoring);
        if (!missing.isEmpty()) {
            throw new Refused(TransferRefusal.notFit(id(), missing));
        }
        aboard = true;
    }

    /** Takes her off a transfer's manifest: the city answers for her on. */
    void unlistFrom(String transferId) {
        if (transferId.equals(transfer)) {
            transfer = null;
            aboard = false;
        }
    }

    /**
     * Has her stay in the city, because what a transfer needs is not so; her end stays as it is. The days that were meant for
     * the destination are the city's from their first hour, also where some of them have passed: she was never there.
     */
    void stayInCity(String reason, String by, HealthMonitoring monitoring, Instant now) {
        tick(monitoring, now);
        if (status == QuarantineStatus.ENDED || parts().placeAt(until.minusMillis(1)) == Place.CITY) {
            return;
        }
        note(now, by, null, ReasonCode.UNFIT_FOR_TRANSFER, reason, until, QuarantineKind.CENTRAL);
        stages = parts().turnedAt(parts().beginOf(Place.DESTINATION).orElse(now), Place.CITY)
                .parts();
        kind = QuarantineKind.CENTRAL;
        tellChange(ReasonCode.UNFIT_FOR_TRANSFER);
        look(monitoring, now);
    }

    /** Ends because she died or is no resident any more: nobody is asked how she is from then on. */
    void personGone(HealthMonitoring monitoring, Instant now) {
        tick(monitoring, now);
        if (status == QuarantineStatus.ACTIVE) {
            until = now;
            stages = parts().endingAt(now).parts();
            end(QuarantineOutcome.PERSON_GONE, now);
        }
    }

    /** Ends the city's part because a province has signed for her; a second time changes nothing. */
    void handOver(String transferId, HealthMonitoring monitoring, Instant now) {
        tick(monitoring, now);
        if (status == QuarantineStatus.ACTIVE && transferId.equals(transfer)) {
            until = now;
            stages = parts().endingAt(now).parts();
            end(QuarantineOutcome.TRANSFERRED, now);
        }
    }

    private Set<ReleaseRule> broken(QuarantinePolicy rules, HealthMonitoring monitoring, QuarantineOutcome how) {
        Set<ReleaseRule> broken = EnumSet.noneOf(ReleaseRule.class);
        Optional<FollowUp> last = lastAnswer();
        if (!followUps.isEmpty() && last.isEmpty()) {
            broken.add(ReleaseRule.ANSWERED);
        }
        if (last.isPresent() && !last.get().clear(monitoring.feverCelsius())) {
            broken.add(ReleaseRule.WELL);
        }
        if (positive()) {
            broken.add(ReleaseRule.NOT_POSITIVE);
        }
        long negative = tests.stream().filter(TestResult::negative).count();
        if (how == QuarantineOutcome.COMPLETED && negative < rules.tests()) {
            broken.add(ReleaseRule.TESTED);
        }
        return broken;
    }

    private void change(
            Instant to,
            @Nullable QuarantineKind newKind,
            ReasonCode code,
            String reason,
            String by,
            @Nullable String approvedBy,
            HealthMonitoring monitoring,
            Instant now) {
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new Refused(QuarantineRefusal.lastsTooLong(LONGEST.toDays()));
        }
        QuarantineKind kindAfter = newKind == null ? kind : newKind;
        note(now, by, approvedBy, code, reason, to, kindAfter);
        Stages parts = parts().endingAt(to);
        if (newKind != null && newKind != kind) {
            parts = parts.turnedAt(now, Place.of(newKind));
        }
        stages = parts.parts();
        until = to;
        kind = kindAfter;
        tellChange(code);
        tick(monitoring, now);
    }

    private void note(
            Instant now,
            String by,
            @Nullable String approvedBy,
            ReasonCode code,
            String reason,
            Instant to,
            QuarantineKind kindAfter) {
        List<Change> all = new ArrayList<>(changes);
        all.add(new Change(now, by, approvedBy, code, reason, until, to, kind, kindAfter));
        changes = List.copyOf(all);
    }

    private void tellChange(ReasonCode code) {
        register(new QuarantineChanged(id(), resident, household, area(), exercise, kind, policy, from, until, code));
    }

    private void end(QuarantineOutcome how, Instant at) {
        status = QuarantineStatus.ENDED;
        outcome = how;
        endedAt = at;
        attention = false;
        nextTaskAt = at;
        wakeAt = at;
        overridings = overridings.stream()
                .map(each -> each.pending() ? each.decided(Decision.LAPSED, null, at, null) : each)
                .toList();
        supplies = supplies.stream()
                .map(each -> each.open() ? each.lapsed() : each)
                .toList();
        register(new QuarantineEnded(id(), resident, household, area(), exercise, how, at));
    }

    private void record(FollowUp report, HealthMonitoring monitoring) {
        List<FollowUp> all = new ArrayList<>(followUps);
        all.removeIf(each -> each.day().equals(report.day()) && each.slot() == report.slot());
        all.add(report);
        all.sort(Comparator.comparing(FollowUp::day).thenComparing(FollowUp::slot));
        followUps = List.copyOf(all);
        boolean unwell = report.answered() && !report.clear(monitoring.feverCelsius());
        if (unwell || missedInARow() >= monitoring.escalateAfterMissed()) {
            callAttention();
        } else if (report.answered() && !positive()) {
            attention = false;
        }
    }

    private void callAttention() {
        if (!attention && status == QuarantineStatus.ACTIVE) {
            attention = true;
            register(new QuarantineAttentionCalled(id(), resident, household, area(), exercise));
        }
    }

    /** Finds what comes next: the task to be done, and the moment at which the clock has something to do. */
    private void look(HealthMonitoring monitoring, Instant now) {
        if (status == QuarantineStatus.ENDED) {
            return;
        }
        Instant next = until;
        Instant wake = parts().changeAfter(now);
        wake = wake.isAfter(until) ? until : wake;
        for (FollowUpTask task : plan(monitoring)) {
            if (reportOf(task).isEmpty() && task.closes().isAfter(now)) {
                next = task.opens();
                wake = task.closes().isBefore(wake) ? task.closes() : wake;
                break;
            }
        }
        nextTaskAt = next;
        wakeAt = wake;
    }

    /** The tasks of the order as it is at this moment. */
    List<FollowUpTask> plan(HealthMonitoring monitoring) {
        return monitoring.plan(tasksFrom, until);
    }

    Optional<FollowUp> reportOf(FollowUpTask task) {
        return followUps.stream().filter(each -> each.isOf(task)).findFirst();
    }

    /** How many tasks in a row, up to the last, were not answered. */
    int missedInARow() {
        int missed = 0;
        for (FollowUp each : followUps.reversed()) {
            if (each.answered()) {
                break;
            }
            missed++;
        }
        return missed;
    }

    private boolean positive() {
        return !tests.isEmpty() && !tests.getLast().negative();
    }

    private Optional<FollowUp> lastAnswer() {
        return followUps.reversed().stream().filter(FollowUp::answered).findFirst();
    }

    private void replace(Overriding changed) {
        overridings = overridings.stream()
                .map(each -> each.id().equals(changed.id()) ? changed : each)
                .toList();
    }

    private void requireActive() {
        if (status != QuarantineStatus.ACTIVE) {
            throw new Refused(QuarantineRefusal.NOT_IN_FORCE);
        }
    }

    private void requireEndInOrder(Overriding wanted, Instant now) {
        Instant to = wanted.until();
        if (to == null) {
            return;
        }
        if (to.isBefore(now)) {
            throw new Refused(QuarantineRefusal.END_OUT_OF_ORDER);
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new Refused(QuarantineRefusal.lastsTooLong(LONGEST.toDays()));
        }
    }

    private static Set<Condition> missing(Set<Condition> needed, Set<Condition> known) {
        Set<Condition> missing = EnumSet.noneOf(Condition.class);
        missing.addAll(needed);
        missing.removeAll(known);
        return missing;
    }

    private static List<String> scope(List<String> path, Person person) {
        List<String> scope = new ArrayList<>(path);
        scope.add("resident:" + person.residentId());
        if (person.householdId() != null) {
            scope.add("household:" + person.householdId());
        }
        return scope;
    }

    private Stages parts() {
        return new Stages(stages);
    }

    public String resident() {
        return resident;
    }

    public @Nullable String household() {
        return household;
    }

    public boolean exercise() {
        return exercise;
    }

    public String policy() {
        return policy;
    }

    Origin origin() {
        return origin;
    }

    public Destination destination() {
        return destination;
    }

    Set<Condition> conditions() {
        return conditions;
    }

    @Nullable
    String legalBasis() {
        return legalBasis;
    }

    public Instant from() {
        return from;
    }

    public Instant until() {
        return until;
    }

    String orderedBy() {
        return orderedBy;
    }

    public QuarantineStatus status() {
        return status;
    }

    public QuarantineKind kind() {
        return kind;
    }

    List<Stage> stages() {
        return stages;
    }

    Instant nextTaskAt() {
        return nextTaskAt;
    }

    Instant wakeAt() {
        return wakeAt;
    }

    boolean attention() {
        return attention;
    }

    List<FollowUp> followUps() {
        return followUps;
    }

    List<Change> changes() {
        return changes;
    }

    List<Overriding> overridings() {
        return overridings;
    }

    List<TestResult> tests() {
        return tests;
    }

    List<Supply> supplies() {
        return supplies;
    }

    @Nullable
    Serving serving() {
        return serving;
    }

    @Nullable
    QuarantineOutcome outcome() {
        return outcome;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    @Nullable
    Instant releasedAt() {
        return releasedAt;
    }

    @Nullable
    String releasedBy() {
        return releasedBy;
    }

    @Nullable
    String certificate() {
        return certificate;
    }

    /** The transfer on whose manifest she stands, null where on none. */
    public @Nullable String transfer() {
        return transfer;
    }

    @Override
    public DomainEvent state() {
        return new QuarantineOrderState(
                id(), resident, household, area(), exercise, kind, policy, from, until, status, outcome);
    }
}
