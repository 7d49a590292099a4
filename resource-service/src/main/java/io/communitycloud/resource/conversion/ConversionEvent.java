package io.communitycloud.resource.conversion;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.Instant;

/** What can happen to a conversion. */
public sealed interface ConversionEvent extends DomainEvent {

    /** A facility has begun to be converted. */
    @EventType("communitycloud.resource.conversion-started.v1")
    record ConversionStarted(
            String conversionId, String facilityId, String area, Direction direction, String cause, Instant deadline)
            implements ConversionEvent {}

    /** A step of a conversion is done. */
    @EventType("communitycloud.resource.conversion-step-completed.v1")
    record ConversionStepCompleted(
            String conversionId,
            String facilityId,
            String area,
            String cause,
            String step,
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
            String step,
            String owner,
            Instant deadline,
            boolean critical)
            implements ConversionEvent {}

    /** A facility serves its new use. */
    @EventType("communitycloud.resource.conversion-completed.v1")
    record ConversionCompleted(
            String conversionId, String facilityId, String area, Direction direction, String cause, boolean late)
            implements ConversionEvent {}

    /** A conversion was given up; the facility serves what it served before. */
    @EventType("communitycloud.resource.conversion-cancelled.v1")
    record ConversionCancelled(String conversionId, String facilityId, String area, Direction direction, String cause)
            implements ConversionEvent {}

    /** A conversion as it is, for projections that begin anew. */
    @EventType("communitycloud.resource.conversion-state.v1")
    record ConversionAsIs(
            String conversionId,
            String facilityId,
            String area,
            Direction direction,
            String cause,
            Conversion.State state,
            Instant deadline,
            int stepsDone,
            int steps)
            implements ConversionEvent {}
}
