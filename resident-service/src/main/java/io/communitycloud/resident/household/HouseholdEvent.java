package io.communitycloud.resident.household;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;

/** What can happen to a household. */
public sealed interface HouseholdEvent extends DomainEvent {

    /** People began to live together. */
    @EventType("communitycloud.resident.household-formed.v1")
    record HouseholdFormed(String householdId, String area, String dwellingId, HouseholdKind kind)
            implements HouseholdEvent {}

    /** The household is no more. */
    @EventType("communitycloud.resident.household-dissolved.v1")
    record HouseholdDissolved(String householdId, String area) implements HouseholdEvent {}

    /** A household as it is, for projections that begin anew. */
    @EventType("communitycloud.resident.household-state.v1")
    record HouseholdState(String householdId, String area, String dwellingId, HouseholdKind kind, boolean dissolved)
            implements HouseholdEvent {}
}
