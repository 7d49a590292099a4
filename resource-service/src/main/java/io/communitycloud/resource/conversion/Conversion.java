package io.communitycloud.resource.conversion;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resource.conversion.ConversionEvent.ConversionAsIs;
import io.communitycloud.resource.conversion.ConversionEvent.ConversionCancelled;
import io.communitycloud.resource.conversion.ConversionEvent.ConversionCompleted;
import io.communitycloud.resource.conversion.ConversionEvent.ConversionRefused;
import io.communitycloud.resource.conversion.ConversionEvent.ConversionStarted;
import io.communitycloud.resource.conversion.ConversionEvent.ConversionStepCompleted;
import io.communitycloud.resource.conversion.ConversionEvent.ConversionStepOverdue;
import io.communitycloud.resource.conversion.ConversionRefusal.Plain;
import io.communitycloud.resource.facility.Facility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * A facility's way from one use to another: steps with an owner, a guard and a deadline.
 *
 * <p>Its id is the facility's with a number, and the next number is free only when the conversion before is over: so of
 * two that are started at the same moment the store refuses one. An exercise, and an answer that nothing begins, have the
 * id of what they answer instead; neither touches the facility.
 */
@AggregateRoot(collection = "conversions", topic = "resource.conversions.v1")
public final class Conversion extends Aggregate {

    /** Later than any deadline. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final String facility;
    private final int number;
    private final Direction direction;
    private final String cause;

    /** The step of the activation that it answers, null where none. */
    private final @Nullable String step;

    private final boolean exercise;
    private final Instant deadline;
    private List<Step> steps;
    private State state = State.RUNNING;

    /** Why it did not begin, null where it did. */
    private @Nullable String refusal;

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
            @Nullable String step,
            boolean exercise,
            Instant deadline,
            List<Step> steps,
            Instant nextDeadline) {
        super(id, area, scope, createdAt);
        this.facility = facility;
        this.number = number;
        this.direction = direction;
        this.cause = cause;
        this.step = step;
        this.exercise = exercise;
        this.deadline = deadline;
        this.steps = List.copyOf(steps);
        this.nextDeadline = nextDeadline;
    }

    /** How far a conversion has come. */
    public enum State {
        RUNNING,
        COMPLETED,
        CANCELLED,
        /** A step of an activation was told that this does not begin. */
        REFUSED
    }

    static String idOf(String facility, int number) {
        return facility + "." + number;
    }

    /** Starts a conversion; an exercise takes none of the facility's numbers and so stands in nobody's way. */
    static Conversion start(
            Facility facility, int number, Direction direction, Occasion occasion, List<Step> steps, Instant now) {
        Instant deadline =
                steps.stream().map(Step::deadline).max(Instant::compareTo).orElseThrow();
        boolean exercise = occasion.exercise();
        Conversion started = new Conversion(
                exercise ? occasion.answerFor(facility.id()) : idOf(facility.id(), number),
                facility.area(),
                facility.scope(),
                now,
                facility.id(),
                exercise ? 0 : number,
                direction,
                occasion.cause(),
                occasion.step(),
                exercise,
                deadline,
                steps,
                NEVER);
        started.applied = exercise;
        started.plan();
        started.register(new ConversionStarted(
                started.id(),
                facility.id(),
                facility.area(),
                direction,
                occasion.cause(),
                occasion.step(),
                exercise,
                deadline));
        return started;
    }

    /** Writes down that a conversion does not begin, and why. */
    static Conversion refuse(
            String facility, String area, List<String> areaPath, Occasion occasion, String code, Instant now) {
        Conversion refused = new Conversion(
                occasion.answerFor(facility),
                area,
                areaPath,
                now,
                facility,
                0,
                Direction.TO_EMERGENCY,
                occasion.cause(),
                occasion.step(),
                occasion.exercise(),
                now,
                List.of(),
                NEVER);
        refused.applied = true;
        refused.state = State.REFUSED;
        refused.refusal = code;
        refused.register(
                new ConversionRefused(occasion.cause(), occasion.step(), area, occasion.exercise(), code, facility));
        return refused;
    }

    /**
     * Finds a step that may be done now.
     *
     * @throws Refused where there is none of the name, the conversion is over, or steps before it are not done
     */
    Step ready(String code) {
        Step ready = steps.stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Refused(Plain.UNKNOWN_STEP));
        if (ready.isDone()) {
            return ready;
        }
        if (state != State.RUNNING) {
            throw new Refused(Plain.OVER);
        }
        boolean early = steps.stream().anyMatch(before -> ready.after().contains(before.code()) && !before.isDone());
        if (early) {
            throw new Refused(Plain.TOO_EARLY);
        }
        return ready;
    }

    /** Says that a step is done, or where two must say so, that the first of them does. */
    void complete(String code, String subject, Instant now) {
        Step ready = ready(code);
        if (ready.isDone()) {
            return;
        }
        if (ready.guard() == Guard.TWO_PERSONS) {
            replace(ready.confirmed(subject));
        } else {
            finish(ready, now);
        }
    }

    /**
     * Approves what another person has confirmed.
     *
     * @throws Refused where nobody has, or the same person did
     */
    void approve(String code, String subject, Instant now) {
        Step ready = ready(code);
        if (ready.isDone()) {
            return;
        }
        if (ready.guard() != Guard.TWO_PERSONS || ready.confirmedBy() == null) {
            throw new Refused(Plain.NOT_CONFIRMED);
        }
        if (Objects.equals(ready.confirmedBy(), subject)) {
            throw new Refused(Plain.SAME_PERSON);
        }
        finish(ready, now);
    }

    /** Tells of the steps whose deadline has passed, of each once. */
    void tellOverdue(Instant now) {
        if (state != State.RUNNING) {
            return;
        }
        for (Step each : steps) {
            if (each.isMissed(now)) {
                replace(each.late());
                register(new ConversionStepOverdue(
                        id(),
                        facility,
                        area(),
                        cause,
                        step,
                        exercise,
                        each.code(),
                        each.owner(),
                        each.deadline(),
                        each.critical()));
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
        if (state == State.COMPLETED || state == State.REFUSED) {
            throw new Refused(Plain.OVER);
        }
        if (state == State.RUNNING) {
            state = State.CANCELLED;
            applied = exercise;
            plan();
            register(new ConversionCancelled(id(), facility, area(), direction, cause, step, exercise));
        }
    }

    /** Notes that the facility shows what has become of this conversion. */
    void markApplied(State shown) {
        applied = state == shown;
    }

    /** Makes the facility show what has become of this conversion; a conversion that is long over changes nothing. */
    void applyTo(Facility target) {
        if (exercise || target.conversions() >= number) {
            return;
        }
        switch (state) {
            case REFUSED -> {}
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

    private void finish(Step ready, Instant now) {
        replace(ready.done(now));
        boolean late = ready.deadline().isBefore(now);
        register(new ConversionStepCompleted(
                id(), facility, area(), cause, step, exercise, ready.code(), ready.owner(), ready.deadline(), late));
        if (steps.stream().allMatch(Step::isDone)) {
            state = State.COMPLETED;
            applied = exercise;
            register(new ConversionCompleted(
                    id(), facility, area(), direction, cause, step, exercise, deadline.isBefore(now)));
        }
        plan();
    }

    private void replace(Step changed) {
        List<Step> with = new ArrayList<>(steps);
        with.replaceAll(each -> each.code().equals(changed.code()) ? changed : each);
        steps = List.copyOf(with);
    }

    private void plan() {
        nextDeadline = state != State.RUNNING
                ? NEVER
                : steps.stream()
                        .filter(each -> !each.isDone() && !each.overdue())
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

    @Nullable
    String step() {
        return step;
    }

    boolean isExercise() {
        return exercise;
    }

    @Nullable
    String refusal() {
        return refusal;
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
                step,
                exercise,
                state,
                deadline,
                (int) steps.stream().filter(Step::isDone).count(),
                steps.size());
    }
}
