package io.communitycloud.emergency.activation;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to an activation. */
public sealed interface ActivationEvent extends DomainEvent {

    /** A plan was activated; every step is asked of its owner, who answers with the activation as cause. */
    @EventType("communitycloud.emergency.activation-started.v1")
    record ActivationStarted(
            String activationId,
            String planId,
            int planVersion,
            String incidentId,
            String caseNumber,
            String area,
            boolean exercise,
            Instant startedAt,
            List<ConversionWanted> conversions,
            List<ReservationWanted> reservations,
            List<MobilisationWanted> mobilisations,
            List<NoticeWanted> notices)
            implements ActivationEvent {}

    /** A facility that is to be turned over. */
    record ConversionWanted(String step, String facilityId, Instant deadline) {}

    /** Goods that are to be set aside. */
    record ReservationWanted(String step, String item, int quantity, String unit, Instant deadline) {}

    /** Teams that are to be called out. */
    record MobilisationWanted(
            String step, String area, List<String> kinds, int teams, List<String> skills, Instant deadline) {}

    /** What households are to be told. */
    record NoticeWanted(
            String step,
            String area,
            String category,
            String title,
            String body,
            String language,
            List<String> channels,
            Instant deadline) {}

    /** A step's owner has begun. */
    @EventType("communitycloud.emergency.activation-step-accepted.v1")
    record StepAccepted(
            String activationId, String incidentId, String step, StepKind kind, String area, boolean exercise)
            implements ActivationEvent {}

    /** A step is done. */
    @EventType("communitycloud.emergency.activation-step-done.v1")
    record StepDone(
            String activationId,
            String incidentId,
            String step,
            StepKind kind,
            String area,
            boolean exercise,
            boolean late)
            implements ActivationEvent {}

    /** A step failed. */
    @EventType("communitycloud.emergency.activation-step-failed.v1")
    record StepFailed(
            String activationId,
            String incidentId,
            String step,
            StepKind kind,
            String area,
            boolean exercise,
            String code)
            implements ActivationEvent {}

    /** The time of a step is over and it is not done. */
    @EventType("communitycloud.emergency.activation-step-overdue.v1")
    record StepOverdue(
            String activationId,
            String incidentId,
            String step,
            StepKind kind,
            String area,
            boolean exercise,
            Instant deadline)
            implements ActivationEvent {}

    /** The level above is asked to look at a step that failed or is late. */
    @EventType("communitycloud.emergency.activation-step-escalated.v1")
    record StepEscalated(
            String activationId,
            String incidentId,
            String step,
            StepKind kind,
            String area,
            boolean exercise,
            String reason)
            implements ActivationEvent {}

    /** A step's owner is asked to undo it. */
    @EventType("communitycloud.emergency.activation-step-compensated.v1")
    record StepCompensated(
            String activationId, String step, StepKind kind, String area, boolean exercise, String reason)
            implements ActivationEvent {}

    /** It is over: what it turned over goes back, what it set aside is released, who was called out stands down. */
    @EventType("communitycloud.emergency.activation-ended.v1")
    record ActivationEnded(
            String activationId,
            String incidentId,
            String area,
            boolean exercise,
            Outcome outcome,
            String reason,
            List<String> facilityIds)
            implements ActivationEvent {}

    /** An activation as it is, for projections that begin anew. */
    @EventType("communitycloud.emergency.activation-state.v1")
    record ActivationAsIs(
            String activationId,
            String planId,
            int planVersion,
            String incidentId,
            String caseNumber,
            String area,
            boolean exercise,
            boolean running,
            @Nullable Outcome outcome)
            implements ActivationEvent {}

    /** How it ended. */
    enum Outcome {
        COMPLETED,
        ABORTED
    }
}
