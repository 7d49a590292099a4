package io.communitycloud.emergency.activation;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.Cause;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.activation.ActivationEvent.ActivationAsIs;
import io.communitycloud.emergency.activation.ActivationEvent.ActivationEnded;
import io.communitycloud.emergency.activation.ActivationEvent.ActivationStarted;
import io.communitycloud.emergency.activation.ActivationEvent.ConversionWanted;
import io.communitycloud.emergency.activation.ActivationEvent.MobilisationWanted;
import io.communitycloud.emergency.activation.ActivationEvent.NoticeWanted;
import io.communitycloud.emergency.activation.ActivationEvent.Outcome;
import io.communitycloud.emergency.activation.ActivationEvent.ReservationWanted;
import io.communitycloud.emergency.activation.ActivationEvent.StepAccepted;
import io.communitycloud.emergency.activation.ActivationEvent.StepCompensated;
import io.communitycloud.emergency.activation.ActivationEvent.StepDone;
import io.communitycloud.emergency.activation.ActivationEvent.StepEscalated;
import io.communitycloud.emergency.activation.ActivationEvent.StepFailed;
import io.communitycloud.emergency.activation.ActivationEvent.StepOverdue;
import io.communitycloud.emergency.incident.Incident;
import io.communitycloud.emergency.plan.Plan;
import io.communitycloud.emergency.plan.PlanSteps;
import io.communitycloud.emergency.plan.PlanVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * A plan that was activated for an incident: the process that watches every step to its end.
 *
 * <p>A step is answered by the events of its owner. Answers that come twice, or after a later one, change nothing: what is
 * done, undone or stopped stays so. A step that fails, or that nobody answered in time, is told, escalated and undone.
 */
@AggregateRoot(collection = "activations", topic = "emergency.activations.v1")
public final class Activation extends Aggregate {

    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final String plan;
    private final int planVersion;
    private final String incident;
    private final String caseNumber;
    private final boolean exercise;
    private final String by;
    private List<ActivationStep> steps;
    private boolean running = true;
    private @Nullable Outcome outcome;
    private @Nullable String reason;
    private @Nullable Instant endedAt;
    private Instant nextDue;

    @PersistenceCreator
    Activation(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String plan,
            int planVersion,
            String incident,
            String caseNumber,
            boolean exercise,
            String by,
            List<ActivationStep> steps,
            Instant nextDue) {
        super(id, area, scope, createdAt);
        this.plan = plan;
        this.planVersion = planVersion;
        this.incident = incident;
        this.caseNumber = caseNumber;
        this.exercise = exercise;
        this.by = by;
        this.steps = List.copyOf(steps);
        this.nextDue = nextDue;
    }

    /**
     * Activates a plan for an incident. It is an exercise where the incident is one.
     *
     * @throws Refused where the incident is over, or the plan is for another area or type
     */
    static Activation start(String id, Plan plan, PlanVersion version, Incident incident, String by, Instant now) {
        if (incident.status().isOver()) {
            throw new Refused(ActivationRefusal.INCIDENT_OVER);
        }
        if (!incident.scope().contains(plan.area())) {
            throw new Refused(ActivationRefusal.ANOTHER_AREA);
        }
        if (!plan.incidentTypes().contains(incident.type())) {
            throw new Refused(ActivationRefusal.ANOTHER_TYPE);
        }
        PlanSteps wanted = version.content().steps();
        List<ActivationStep> steps = new ArrayList<>();
        for (PlanSteps.Step step : wanted.all()) {
            StepKind kind = switch (step) {
                case PlanSteps.ConversionStep _ -> StepKind.CONVERSION;
                case PlanSteps.ReservationStep _ -> StepKind.RESERVATION;
                case PlanSteps.MobilisationStep _ -> StepKind.MOBILISATION;
                case PlanSteps.NoticeStep _ -> StepKind.NOTICE;
            };
            String target = switch (step) {
                case PlanSteps.ConversionStep conversion -> conversion.facilityId();
                case PlanSteps.ReservationStep reservation -> reservation.item();
                case PlanSteps.MobilisationStep mobilisation -> mobilisation.area();
                case PlanSteps.NoticeStep notice -> notice.area();
            };
            steps.add(ActivationStep.called(step.step(), kind, target, due(step, now)));
        }
        Activation started = new Activation(
                id,
                plan.area(),
                plan.scope(),
                now,
                plan.id(),
                version.number(),
                incident.id(),
                incident.caseNumber(),
                incident.exercise(),
                by,
                steps,
                NEVER);
        started.wind();
        started.register(new ActivationStarted(
                id,
                plan.id(),
                version.number(),
                incident.id(),
                incident.caseNumber(),
                plan.area(),
                incident.exercise(),
                now,
                wanted.conversions().stream()
                        .map(step -> new ConversionWanted(step.step(), step.facilityId(), due(step, now)))
                        .toList(),
                wanted.reservations().stream()
                        .map(step -> new ReservationWanted(
                                step.step(), step.item(), step.quantity(), step.unit(), due(step, now)))
                        .toList(),
                wanted.mobilisations().stream()
                        .map(step -> new MobilisationWanted(
                                step.step(), step.area(), step.kinds(), step.teams(), step.skills(), due(step, now)))
                        .toList(),
                wanted.notices().stream()
                        .map(step -> new NoticeWanted(
                                step.step(),
                                step.area(),
                                step.category(),
                                step.title(),
                                step.body(),
                                step.language(),
                                step.channels(),
                                due(step, now)))
                        .toList()));
        return started;
    }

    /** A step's owner has begun; known already, or known to be further, nothing changes. */
    void accept(Answer answer) {
        open(answer).filter(step -> step.state() == StepState.CALLED).ifPresent(step -> {
            replace(step.accepted(answer.thing(), answer.at()));
            register(new StepAccepted(id(), incident, step.step(), step.kind(), area(), exercise));
        });
    }

    /** A step is done; known already, nothing changes. */
    void finish(Answer answer) {
        open(answer).ifPresent(step -> {
            ActivationStep done = step.done(answer.thing(), answer.at());
            replace(done);
            register(new StepDone(id(), incident, step.step(), step.kind(), area(), exercise, done.late()));
        });
    }

    /** A step failed: that is told, escalated, and what there may be of it is undone. */
    void fail(Answer answer, String code) {
        open(answer).ifPresent(step -> {
            replace(step.compensated(code, answer.at(), false));
            register(new StepFailed(id(), incident, step.step(), step.kind(), area(), exercise, code));
            escalate(step, code);
            undo(step, code);
        });
    }

    /**
     * Tells of the steps whose time is over, of each once, and escalates them; what nobody answered is undone.
     *
     * <p>A conversion that has begun goes on: turning a half converted facility back because it is late helps nobody.
     */
    void missDue(Instant now) {
        if (!running) {
            return;
        }
        for (ActivationStep step : steps) {
            if (step.isMissed(now)) {
                register(new StepOverdue(id(), incident, step.step(), step.kind(), area(), exercise, step.deadline()));
                escalate(step, "deadline-missed");
                if (step.goesOnThoughLate()) {
                    replace(step.overdue());
                } else {
                    replace(step.compensated("deadline-missed", now, true));
                    undo(step, "deadline-missed");
                }
            }
        }
        wind();
    }

    /**
     * Undoes a step by decision of a person.
     *
     * @throws Refused where there is none of the name, it was undone before, or the activation is over
     */
    void compensate(String stepId, String because, Instant now) {
        requireRunning();
        ActivationStep step = steps.stream()
                .filter(each -> each.step().equals(stepId))
                .findFirst()
                .orElseThrow(() -> new Refused(ActivationRefusal.NO_SUCH_STEP));
        if (step.state() == StepState.COMPENSATED) {
            throw new Refused(ActivationRefusal.COMPENSATED_ALREADY);
        }
        replace(step.compensated(because, now, false));
        undo(step, because);
    }

    /**
     * Ends it; what it began is undone by its owners.
     *
     * @throws Refused where it is over
     */
    void end(Outcome how, String because, Instant now) {
        requireRunning();
        running = false;
        outcome = how;
        reason = because;
        endedAt = now;
        List<String> facilities = steps.stream()
                .filter(step -> step.kind() == StepKind.CONVERSION && step.state() != StepState.COMPENSATED)
                .map(ActivationStep::target)
                .toList();
        steps = steps.stream()
                .map(step -> step.state().isOpen() ? step.stopped(now) : step)
                .toList();
        wind();
        register(new ActivationEnded(id(), incident, area(), exercise, how, because, facilities));
    }

    /** All that follows is told under the incident as correlation. */
    Cause cause() {
        Cause current = Cause.current();
        return new Cause(incident, current == null ? null : current.causationId());
    }

    private void escalate(ActivationStep step, String why) {
        register(new StepEscalated(id(), incident, step.step(), step.kind(), area(), exercise, why));
    }

    private void undo(ActivationStep step, String why) {
        register(new StepCompensated(id(), step.step(), step.kind(), area(), exercise, why));
    }

    /** The step that an answer is about, where it may still change: by its id, or by what it is about. */
    private Optional<ActivationStep> open(Answer answer) {
        Optional<ActivationStep> named = steps.stream()
                .filter(step -> step.kind() == answer.kind() && step.step().equals(answer.step()))
                .findFirst();
        return named.or(() -> steps.stream()
                        .filter(step ->
                                step.kind() == answer.kind() && step.target().equals(answer.target()))
                        .findFirst())
                .filter(step -> step.state().isOpen());
    }

    private void replace(ActivationStep changed) {
        steps = steps.stream()
                .map(step -> step.step().equals(changed.step()) ? changed : step)
                .toList();
        wind();
    }

    private void requireRunning() {
        if (!running) {
            throw new Refused(ActivationRefusal.OVER);
        }
    }

    private void wind() {
        nextDue = running
                ? steps.stream()
                        .filter(step -> step.state() == StepState.CALLED || step.state() == StepState.ACCEPTED)
                        .map(ActivationStep::deadline)
                        .min(Instant::compareTo)
                        .orElse(NEVER)
                : NEVER;
    }

    private static Instant due(PlanSteps.Step step, Instant now) {
        return now.plus(Duration.ofMinutes(step.withinMinutes()));
    }

    public String incident() {
        return incident;
    }

    String plan() {
        return plan;
    }

    int planVersion() {
        return planVersion;
    }

    String caseNumber() {
        return caseNumber;
    }

    boolean exercise() {
        return exercise;
    }

    String by() {
        return by;
    }

    List<ActivationStep> steps() {
        return steps;
    }

    boolean isRunning() {
        return running;
    }

    @Nullable
    Outcome outcome() {
        return outcome;
    }

    @Nullable
    String reason() {
        return reason;
    }

    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    Instant nextDue() {
        return nextDue;
    }

    @Override
    public DomainEvent state() {
        return new ActivationAsIs(id(), plan, planVersion, incident, caseNumber, area(), exercise, running, outcome);
    }
}
