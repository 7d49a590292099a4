package io.communitycloud.resident.organisation;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can happen to an organisation, told without its name: a sole trader's is a person's. */
public sealed interface OrganisationEvent extends DomainEvent {

    /** An organisation was entered into the register. */
    @EventType("communitycloud.resident.organisation-registered.v1")
    record OrganisationRegistered(
            String organisationId,
            String area,
            OrganisationKind kind,
            @Nullable String dwellingId) implements OrganisationEvent {}

    /** What was held of an organisation was put right; says which members, not what they hold. */
    @EventType("communitycloud.resident.organisation-corrected.v1")
    record OrganisationCorrected(
            String organisationId,
            String area,
            OrganisationKind kind,
            @Nullable String dwellingId,
            Set<String> members) implements OrganisationEvent {}

    /** An organisation ended; whoever belonged to it did so until that day at the latest. */
    @EventType("communitycloud.resident.organisation-closed.v1")
    record OrganisationClosed(String organisationId, String area, LocalDate on) implements OrganisationEvent {}

    /** An organisation as it is, for projections that begin anew. */
    @EventType("communitycloud.resident.organisation-state.v1")
    record OrganisationState(
            String organisationId,
            String area,
            OrganisationKind kind,
            @Nullable String dwellingId,
            @Nullable LocalDate closedOn)
            implements OrganisationEvent {}
}
