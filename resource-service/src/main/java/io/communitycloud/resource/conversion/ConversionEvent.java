package io.communitycloud.resource.conversion;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to a conversion.
 *
 * <p>{@code cause} is what it is done for, such as an activation's id; {@code step} the activation's step that it answers;
 * {@code conversionStep} one of its own.
 */
public sealed interface ConversionEvent extends DomainEvent {

    /** A facility has begun to be converted. */
    @EventType("communitycloud.resource.conversion-started.v1")
    record ConversionStarted(
            String conversionId,
            String facilityId,
            String area,
            Direction direction,
            String cause,
            @Nullable String step,
            boolean exercise,
            Instant deadline)
            implements ConversionEvent {}

    /** What a step of an activation asked for does not begin. */
    @EventType("communitycloud.resource.conversion-refused.v1")
    record ConversionRefused(
            String cause, @Nullable String step, String area, boolean exercise, String code, String facilityId)
            implements ConversionEvent {}

    /** A step of a conversion is done. */
    @EventType("communitycloud.resource.conversion-step-completed.v1")
    record ConversionStepCompleted(
            String conversionId,
            String facilityId,
            String area,
            String cause,
            @Nullable String step,
            boolean exercise,
            String conversionStep,
            String owner,
            Instant deadline,
            boolean late)
            implements ConversionEvent {}

    /** The deadline of a step has passed and it is not done. */
    @EventType("communitycloud.resource.conversion-step-overdue.v1")
    record ConversionStepOverdue(
            String conversionId,
            String facilityId,
            String area,
            String cause,
            @Nullable String step,
            boolean exercise,
            String conversionStep,
            String owner,
            Instant deadline,
            boolean critical)
            implements ConversionEvent {}

    /** A facility serves its new use. */
    @EventType("communitycloud.resource.conversion-completed.v1")
    record ConversionCompleted(
            String conversionId,
            String facilityId,
            String area,
            Direction direction,
            String cause,
            @Nullable String step,
            boolean exercise,
            boolean late)
            implements ConversionEvent {}

    /** A conversion was given up; the facility serves what it served before. */
    @EventType("communitycloud.resource.conversion-cancelled.v1")
    record ConversionCancelled(
            String conversionId,
            String facilityId,
            String area,
            Direction direction,
            String cause,
            @Nullable String step,
            boolean exercise)
            implements ConversionEvent {}

    /** A conversion as it is, for projections that begin anew. */
    @EventType("communitycloud.resource.conversion-state.v1")
    record ConversionAsIs(
            String conversionId,
            String facilityId,
            String area,
            Direction direction,
            String cause,
            @Nullable String step,
            boolean exercise,
            Conversion.State state,
            Instant deadline,
            int stepsDone,
            int steps)
            implements ConversionEvent {}
}
