package io.communitycloud.resource.bed;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import io.communitycloud.resource.bed.Stay.ReleaseReason;

/** What can happen to a bed. */
public sealed interface BedEvent extends DomainEvent {

    /** A bed was set up. */
    @EventType("communitycloud.resource.bed-added.v1")
    record BedAdded(String bedId, String facilityId, String area, String ward, BedKind kind) implements BedEvent {}

    /** Somebody was assigned to a bed. */
    @EventType("communitycloud.resource.bed-assigned.v1")
    record BedAssigned(String assignmentId, String bedId, String facilityId, String area, BedKind kind)
            implements BedEvent {}

    /** A bed was given back. */
    @EventType("communitycloud.resource.bed-released.v1")
    record BedReleased(
            String assignmentId, String bedId, String facilityId, String area, BedKind kind, ReleaseReason reason)
            implements BedEvent {}

    /** A bed without anybody in it changed its state. */
    @EventType("communitycloud.resource.bed-turned.v1")
    record BedTurned(String bedId, String facilityId, String area, BedState from, BedState to) implements BedEvent {}

    /** A bed as it is, for projections that begin anew. */
    @EventType("communitycloud.resource.bed-state.v1")
    record BedAsIs(String bedId, String facilityId, String area, String ward, BedKind kind, BedState state)
            implements BedEvent {}
}
