package io.communitycloud.emergency.activation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of an activated plan.
 *
 * @param target what it is about: a facility, an item, an area
 * @param answer the id of the thing that answered: a conversion, a reservation, a mobilisation, a notice
 * @param code why it failed, where it did
 * @param late whether its time was over before it was done
 */
record ActivationStep(
        String step,
        StepKind kind,
        String target,
        Instant deadline,
        StepState state,
        @Nullable String answer,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        @Nullable String code,
        boolean late) {

    static ActivationStep called(String step, StepKind kind, String target, Instant deadline) {
        return new ActivationStep(step, kind, target, deadline, StepState.CALLED, null, null, null, null, false);
    }

    ActivationStep accepted(String by, Instant at) {
        return new ActivationStep(step, kind, target, deadline, StepState.ACCEPTED, by, at, null, null, late);
    }

    ActivationStep done(String by, Instant at) {
        return new ActivationStep(
                step,
                kind,
                target,
                deadline,
                StepState.DONE,
                by,
                answeredAt == null ? at : answeredAt,
                at,
                null,
                late || at.isAfter(deadline));
    }

    ActivationStep overdue() {
        return new ActivationStep(
                step, kind, target, deadline, StepState.OVERDUE, answer, answeredAt, null, null, true);
    }

    ActivationStep compensated(String why, Instant at, boolean missed) {
        return new ActivationStep(
                step, kind, target, deadline, StepState.COMPENSATED, answer, answeredAt, at, why, late || missed);
    }

    ActivationStep stopped(Instant at) {
        return new ActivationStep(step, kind, target, deadline, StepState.STOPPED, answer, answeredAt, at, code, late);
    }

    boolean isMissed(Instant now) {
        return (state == StepState.CALLED || state == StepState.ACCEPTED) && !now.isBefore(deadline);
    }

    /** A facility that is half turned over is not turned back because it is late; whatever else was begun is undone. */
    boolean goesOnThoughLate() {
        return kind == StepKind.CONVERSION && state == StepState.ACCEPTED;
    }
}
