package io.communitycloud.resident.dwelling;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;

/** What can happen to a dwelling. */
public sealed interface DwellingEvent extends DomainEvent {

    /** A home was entered into the register. */
    @EventType("communitycloud.resident.dwelling-registered.v1")
    record DwellingRegistered(String dwellingId, String area, DwellingType type, Tenure tenure)
            implements DwellingEvent {}

    /** What was held of a home was put right. */
    @EventType("communitycloud.resident.dwelling-corrected.v1")
    record DwellingCorrected(String dwellingId, String area, DwellingType type, Tenure tenure)
            implements DwellingEvent {}

    /** A home was taken out of the register: torn down, merged, or entered by mistake. */
    @EventType("communitycloud.resident.dwelling-removed.v1")
    record DwellingRemoved(String dwellingId, String area) implements DwellingEvent {}

    /** A home as it is, for projections that begin anew. */
    @EventType("communitycloud.resident.dwelling-state.v1")
    record DwellingState(String dwellingId, String area, DwellingType type, Tenure tenure, boolean removed)
            implements DwellingEvent {}
}
