package io.communitycloud.team.mobilisation;

import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls and lets go of teams as the activations of plans want it. */
@Listens("emergency.activations.v1")
class ActivationListener {

    private static final String MOBILISATION = "MOBILISATION";
    private static final String ABORTED = "ABORTED";

    private final MobilisingTeams mobilising;
    private final EndedActivations ended;

    ActivationListener(MobilisingTeams mobilising, EndedActivations ended) {
        this.mobilising = mobilising;
        this.ended = ended;
    }

    @On("communitycloud.emergency.activation-started.v1")
    void started(ActivationStarted event) {
        List<MobilisationWanted> wanted = event.mobilisations();
        for (MobilisationWanted each : wanted == null ? List.<MobilisationWanted>of() : wanted) {
            if (!ended.isOver(event.activationId(), each.step())) {
                mobilising.callForActivation(
                        idOf(event.activationId(), each.step()),
                        each.area(),
                        new Order(
                                event.activationId(),
                                each.step(),
                                event.exercise(),
                                orNone(each.kinds()),
                                orNone(each.skills()),
                                Math.max(1, each.teams()),
                                each.deadline(),
                                null));
            }
        }
    }

    @On("communitycloud.emergency.activation-ended.v1")
    void ended(ActivationEnded event) {
        ended.ended(event.activationId());
        mobilising.standDownAll(
                event.activationId(),
                ABORTED.equals(event.outcome())
                        ? StandDownReason.ACTIVATION_ABORTED
                        : StandDownReason.ACTIVATION_COMPLETED);
    }

    @On("communitycloud.emergency.activation-step-compensated.v1")
    void compensated(StepCompensated event) {
        if (MOBILISATION.equals(event.kind())) {
            ended.stepOver(event.activationId(), event.step());
            mobilising.standDownStep(idOf(event.activationId(), event.step()), StandDownReason.STEP_COMPENSATED);
        }
    }

    private static String idOf(String activation, String step) {
        return activation + "." + step;
    }

    private static Set<String> orNone(@Nullable Set<String> values) {
        return values == null ? Set.of() : values;
    }

    /** What is read of an activation that was started. */
    record ActivationStarted(
            String activationId, boolean exercise, @Nullable List<MobilisationWanted> mobilisations) {}

    /** What is read of a step that wants teams. */
    record MobilisationWanted(
            String step,
            String area,
            @Nullable Set<String> kinds,
            int teams,
            @Nullable Set<String> skills,
            Instant deadline) {}

    /** What is read of an activation that ended. */
    record ActivationEnded(String activationId, String outcome) {}

    /** What is read of a step that was undone. */
    record StepCompensated(String activationId, String step, String kind) {}
}
