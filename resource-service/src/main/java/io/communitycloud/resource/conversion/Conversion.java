package io.communitycloud.resource.conversion;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resource.conversion.ConversionEvent.ConversionAsIs;
import io.communitycloud.resource.conversion.ConversionEvent.ConversionCancelled;
import io.communitycloud.resource.conversion.ConversionEvent.ConversionCompleted;
import io.communitycloud.resource.conversion.ConversionEvent.ConversionStarted;
import io.communitycloud.resource.conversion.ConversionEvent.ConversionStepCompleted;
import io.communitycloud.resource.conversion.ConversionEvent.ConversionStepOverdue;
import io.communitycloud.resource.conversion.ConversionRefusal.Plain;
import io.communitycloud.resource.facility.Facility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * A facility's way from one use to another: steps with an owner, a guard and a deadline.
 *
 * <p>Its id is the facility's with a number, and the next number is free only when the conversion before is over: so of
 * two that are started at the same moment the store refuses one.
 */
@AggregateRoot(collection = "conversions", topic = "resource.conversions.v1")
public final class Conversion extends Aggregate {

    /** Later than any deadline. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final String facility;
    private final int number;
    private final Direction direction;
    private final String cause;
    private final Instant deadline;
    private List<Step> steps;
    private State state = State.RUNNING;

    /** When the watch must look again. */
    private Instant nextDeadline;

    /** Whether the facility shows what has become of its conversion. */
    private boolean applied;

    @PersistenceCreator
    Conversion(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String facility,
            int number,
            Direction direction,
            String cause,
            Instant deadline,
            List<Step> steps,
            Instant nextDeadline) {
        super(id, area, scope, createdAt);
        this.facility = facility;
        this.number = number;
        this.direction = direction;
        this.cause = cause;
        this.deadline = deadline;
        this.steps = List.copyOf(steps);
        this.nextDeadline = nextDeadline;
    }

    /** How far a conversion has come. */
    public enum State {
        RUNNING,
        COMPLETED,
        CANCELLED
    }

    static String idOf(String facility, int number) {
        return facility + "." + number;
    }

    static Conversion start(
            Facility facility, int number, Direction direction, String cause, List<Step> steps, Instant now) {
        Instant deadline =
                steps.stream().map(Step::deadline).max(Instant::compareTo).orElseThrow();
        Conversion started = new Conversion(
                idOf(facility.id(), number),
                facility.area(),
                facility.scope(),
                now,
                facility.id(),
                number,
                direction,
                cause,
                deadline,
                steps,
                NEVER);
        started.plan();
        started.register(
                new ConversionStarted(started.id(), facility.id(), facility.area(), direction, cause, deadline));
        return started;
    }

    /**
     * Finds a step that may be done now.
     *
     * @throws Refused where there is none of the name, the conversion is over, or steps before it are not done
     */
    Step ready(String code) {
        Step step = steps.stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Refused(Plain.UNKNOWN_STEP));
        if (step.isDone()) {
            return step;
        }
        if (state != State.RUNNING) {
            throw new Refused(Plain.OVER);
        }
        boolean early = steps.stream().anyMatch(before -> step.after().contains(before.code()) && !before.isDone());
        if (early) {
            throw new Refused(Plain.TOO_EARLY);
        }
        return step;
    }

    /** Says that a step is done, or where two must say so, that the first of them does. */
    void complete(String code, String subject, Instant now) {
        Step step = ready(code);
        if (step.isDone()) {
            return;
        }
        if (step.guard() == Guard.TWO_PERSONS) {
            replace(step.confirmed(subject));
        } else {
            finish(step, now);
        }
    }

    /**
     * Approves what another person has confirmed.
     *
     * @throws Refused where nobody has, or the same person did
     */
    void approve(String code, String subject, Instant now) {
        Step step = ready(code);
        if (step.isDone()) {
            return;
        }
        if (step.guard() != Guard.TWO_PERSONS || step.confirmedBy() == null) {
            throw new Refused(Plain.NOT_CONFIRMED);
        }
        if (Objects.equals(step.confirmedBy(), subject)) {
            throw new Refused(Plain.SAME_PERSON);
        }
        finish(step, now);
    }

    /** Tells of the steps whose deadline has passed, of each once. */
    void tellOverdue(Instant now) {
        if (state != State.RUNNING) {
            return;
        }
        for (Step step : steps) {
            if (step.isMissed(now)) {
                replace(step.late());
                register(new ConversionStepOverdue(
                        id(), facility, area(), cause, step.code(), step.owner(), step.deadline(), step.critical()));
            }
        }
        plan();
    }

    /**
     * Gives the conversion up.
     *
     * @throws Refused 409 where it is completed
     */
    void cancel() {
        if (state == State.COMPLETED) {
            throw new Refused(Plain.OVER);
        }
        if (state == State.RUNNING) {
            state = State.CANCELLED;
            applied = false;
            plan();
            register(new ConversionCancelled(id(), facility, area(), direction, cause));
        }
    }

    /** Notes that the facility shows what has become of this conversion. */
    void markApplied(State shown) {
        applied = state == shown;
    }

    /** Makes the facility show what has become of this conversion; a conversion that is long over changes nothing. */
    void applyTo(Facility target) {
        if (target.conversions() >= number) {
            return;
        }
        switch (state) {
            case RUNNING -> target.enter(direction.via());
            case COMPLETED -> end(target, direction.to());
            case CANCELLED -> end(target, direction.from());
        }
    }

    private void end(Facility target, io.communitycloud.resource.facility.FacilityMode mode) {
        target.enter(mode);
        target.seal(false);
        target.conversionEnded(number);
    }

    private void finish(Step step, Instant now) {
        replace(step.done(now));
        boolean late = step.deadline().isBefore(now);
        register(new ConversionStepCompleted(
                id(), facility, area(), cause, step.code(), step.owner(), step.deadline(), late));
        if (steps.stream().allMatch(Step::isDone)) {
            state = State.COMPLETED;
            applied = false;
            register(new ConversionCompleted(id(), facility, area(), direction, cause, deadline.isBefore(now)));
        }
        plan();
    }

    private void replace(Step changed) {
        List<Step> with = new ArrayList<>(steps);
        with.replaceAll(step -> step.code().equals(changed.code()) ? changed : step);
        steps = List.copyOf(with);
    }

    private void plan() {
        nextDeadline = state != State.RUNNING
                ? NEVER
                : steps.stream()
                        .filter(step -> !step.isDone() && !step.overdue())
                        .map(Step::deadline)
                        .min(Instant::compareTo)
                        .orElse(NEVER);
    }

    String facility() {
        return facility;
    }

    Direction direction() {
        return direction;
    }

    String cause() {
        return cause;
    }

    Instant deadline() {
        return deadline;
    }

    Instant nextDeadline() {
        return nextDeadline;
    }

    List<Step> steps() {
        return steps;
    }

    State progress() {
        return state;
    }

    boolean isApplied() {
        return applied;
    }

    @Override
    public DomainEvent state() {
        return new ConversionAsIs(
                id(),
                facility,
                area(),
                direction,
                cause,
                state,
                deadline,
                (int) steps.stream().filter(Step::isDone).count(),
                steps.size());
    }
}
