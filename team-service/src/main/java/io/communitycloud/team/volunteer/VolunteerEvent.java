package io.communitycloud.team.volunteer;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can happen to a volunteer, told by ids. */
public sealed interface VolunteerEvent extends DomainEvent {

    /** A resident became a volunteer. */
    @EventType("communitycloud.team.volunteer-registered.v1")
    record VolunteerRegistered(
            String volunteerId, String residentId, String area, String serviceArea, Set<String> skills)
            implements VolunteerEvent {}

    /** A volunteer offers something else now, or elsewhere. */
    @EventType("communitycloud.team.volunteer-corrected.v1")
    record VolunteerCorrected(
            String volunteerId, String residentId, String area, String serviceArea, Set<String> skills)
            implements VolunteerEvent {}

    /** A volunteer is one no more. */
    @EventType("communitycloud.team.volunteer-withdrawn.v1")
    record VolunteerWithdrawn(String volunteerId, String residentId, String area, WithdrawalReason reason)
            implements VolunteerEvent {}

    /** A volunteer is bound to a household; the area is the household's. */
    @EventType("communitycloud.team.volunteer-bound.v1")
    record VolunteerBound(
            String volunteerId,
            String bindingId,
            String householdId,
            @Nullable String orderId,
            String area) implements VolunteerEvent {}

    /** A volunteer is no longer bound to a household. */
    @EventType("communitycloud.team.volunteer-released.v1")
    record VolunteerReleased(
            String volunteerId,
            String bindingId,
            String householdId,
            @Nullable String orderId,
            String area,
            ReleaseReason reason)
            implements VolunteerEvent {}

    /** A volunteer as she is, for projections that begin anew. */
    @EventType("communitycloud.team.volunteer-state.v1")
    record VolunteerStateTold(
            String volunteerId,
            String residentId,
            String area,
            String serviceArea,
            Set<String> skills,
            VolunteerState state,
            Set<String> householdIds)
            implements VolunteerEvent {}
}
