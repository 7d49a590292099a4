package io.communitycloud.emergency.plan;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.util.Set;

/** What can happen to a plan and its versions, told without their words. */
public sealed interface PlanEvent extends DomainEvent {

    /** A plan was begun. */
    @EventType("communitycloud.emergency.plan-begun.v1")
    record PlanBegun(String planId, String area, String kind, Set<String> incidentTypes, boolean sample)
            implements PlanEvent {}

    /** A plan as it is, for projections that begin anew. */
    @EventType("communitycloud.emergency.plan-state.v1")
    record PlanAsIs(String planId, String area, String kind, Set<String> incidentTypes, boolean sample)
            implements PlanEvent {}

    /** A version was written. */
    @EventType("communitycloud.emergency.plan-version-written.v1")
    record PlanVersionWritten(String planId, int planVersion, String area, String by) implements PlanEvent {}

    /** A version was handed in for approval. */
    @EventType("communitycloud.emergency.plan-version-submitted.v1")
    record PlanVersionSubmitted(String planId, int planVersion, String area, String by) implements PlanEvent {}

    /** The first of two persons agreed. */
    @EventType("communitycloud.emergency.plan-version-reviewed.v1")
    record PlanVersionReviewed(String planId, int planVersion, String area, String by) implements PlanEvent {}

    /** The second person agreed: the version is in force and the one before is not. */
    @EventType("communitycloud.emergency.plan-version-approved.v1")
    record PlanVersionApproved(String planId, int planVersion, String area, Set<String> readAgain, String by)
            implements PlanEvent {}

    /** A version was given back to its author. */
    @EventType("communitycloud.emergency.plan-version-returned.v1")
    record PlanVersionReturned(String planId, int planVersion, String area, String by) implements PlanEvent {}

    /** A version as it is, for projections that begin anew. */
    @EventType("communitycloud.emergency.plan-version-state.v1")
    record PlanVersionAsIs(String planId, int planVersion, String area, PlanVersion.Status state)
            implements PlanEvent {}
}
