package io.communitycloud.resident.resident;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can happen to a resident, told without anything personal. */
public sealed interface ResidentEvent extends DomainEvent {

    /** A person was entered into the register. */
    @EventType("communitycloud.resident.registered.v1")
    record ResidentRegistered(
            String residentId,
            String area,
            @Nullable String householdId,
            @Nullable String dwellingId,
            ResidenceKind residence)
            implements ResidentEvent {}

    /** What was held of a person was put right; says which members, not what they hold. */
    @EventType("communitycloud.resident.corrected.v1")
    record ResidentCorrected(String residentId, String area, Set<String> members) implements ResidentEvent {}

    /** A person went to live in another household, maybe of another committee. */
    @EventType("communitycloud.resident.moved.v1")
    record ResidentMoved(
            String residentId,
            String fromArea,
            String area,
            @Nullable String fromHouseholdId,
            String householdId,
            @Nullable String fromDwellingId,
            String dwellingId,
            LocalDate on)
            implements ResidentEvent {}

    /** A person died. */
    @EventType("communitycloud.resident.died.v1")
    record ResidentDied(
            String residentId, String area, @Nullable String householdId, LocalDate on) implements ResidentEvent {}

    /** A person was taken out of the register: left the city, or entered by mistake. */
    @EventType("communitycloud.resident.removed.v1")
    record ResidentRemoved(
            String residentId, String area, @Nullable String householdId) implements ResidentEvent {}

    /** A person belongs to an organisation from a day on. */
    @EventType("communitycloud.resident.joined-organisation.v1")
    record ResidentJoinedOrganisation(String residentId, String area, String organisationId, LocalDate from)
            implements ResidentEvent {}

    /** A person belongs to an organisation no longer. Death, removal and the organisation's own end say so too. */
    @EventType("communitycloud.resident.left-organisation.v1")
    record ResidentLeftOrganisation(String residentId, String area, String organisationId, LocalDate on)
            implements ResidentEvent {}

    /** A resident as she is, for projections that begin anew. */
    @EventType("communitycloud.resident.state.v1")
    record ResidentState(
            String residentId,
            String area,
            @Nullable String householdId,
            @Nullable String dwellingId,
            ResidenceKind residence,
            ResidentStatus status,
            List<String> organisationIds)
            implements ResidentEvent {}
}
