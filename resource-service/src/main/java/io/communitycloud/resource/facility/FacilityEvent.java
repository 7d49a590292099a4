package io.communitycloud.resource.facility;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import org.jspecify.annotations.Nullable;

/** What can happen to a facility. */
public sealed interface FacilityEvent extends DomainEvent {

    /** A facility was entered into the register. */
    @EventType("communitycloud.resource.facility-registered.v1")
    record FacilityRegistered(
            String facilityId,
            String area,
            FacilityKind kind,
            FacilityLevel level,
            String name,
            int beds,
            @Nullable Integer targetHours)
            implements FacilityEvent {}

    /** What was held of a facility was put right. */
    @EventType("communitycloud.resource.facility-corrected.v1")
    record FacilityCorrected(
            String facilityId,
            String area,
            FacilityKind kind,
            FacilityLevel level,
            String name,
            int beds,
            @Nullable Integer targetHours)
            implements FacilityEvent {}

    /** A facility said how many of its beds are taken. */
    @EventType("communitycloud.resource.facility-occupancy-reported.v1")
    record FacilityOccupancyReported(String facilityId, String area, int occupied, int closed, int total)
            implements FacilityEvent {}

    /** A facility serves something else from now on. */
    @EventType("communitycloud.resource.facility-mode-changed.v1")
    record FacilityModeChanged(String facilityId, String area, FacilityMode from, FacilityMode to)
            implements FacilityEvent {}

    /** A facility was closed to new arrivals, or opened to them again. */
    @EventType("communitycloud.resource.facility-sealed.v1")
    record FacilitySealed(String facilityId, String area, boolean sealed) implements FacilityEvent {}

    /** A facility as it is, for projections that begin anew. */
    @EventType("communitycloud.resource.facility-state.v1")
    record FacilityState(
            String facilityId,
            String area,
            FacilityKind kind,
            FacilityLevel level,
            String name,
            FacilityMode mode,
            boolean sealed,
            int beds,
            @Nullable Integer targetHours)
            implements FacilityEvent {}
}
