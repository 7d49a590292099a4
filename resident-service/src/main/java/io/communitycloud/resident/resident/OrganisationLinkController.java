package io.communitycloud.resident.resident;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.resident.area.CityDay;
import io.communitycloud.resident.organisation.Organisation;
import io.communitycloud.resident.organisation.Organisations;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who belongs to which organisation, over HTTP.
 *
 * <p>People work outside their committee, so the organisation joined may lie anywhere in the city.
 */
@RestController
@RequestMapping("/api/v1")
class OrganisationLinkController {

    private final Residents residents;
    private final Organisations organisations;
    private final ShowingResidents showing;
    private final CityDay day;
    private final Scope city;

    OrganisationLinkController(
            Residents residents,
            Organisations organisations,
            ShowingResidents showing,
            CityDay day,
            @Value("${cloud.city:310000000000}") String city) {
        this.residents = residents;
        this.organisations = organisations;
        this.showing = showing;
        this.day = day;
        this.city = Scope.area(city);
    }

    /** Enters that a person belongs to an organisation. */
    @PostMapping("/residents/{id}/organisation-links")
    ResponseEntity<OrganisationLink> joinOrganisation(
            @PathVariable String id, @Valid @RequestBody Joining body, @Nullable IdempotencyKey key, Scope scope) {
        Resident joined = residents.act(id, scope, key, resident -> {
            Organisation organisation = organisations.require(body.organisationId(), city);
            LocalDate today = day.today();
            resident.join(organisation, body.role(), body.from() == null ? today : body.from(), today);
        });
        return created(joined, body.organisationId());
    }

    /** Ends that a person belongs to an organisation. */
    @PostMapping("/residents/{id}/organisation-links/{organisationId}/endings")
    ResponseEntity<OrganisationLink> leaveOrganisation(
            @PathVariable String id,
            @PathVariable String organisationId,
            @Valid @RequestBody Ending body,
            @Nullable IdempotencyKey key,
            Scope scope) {
        LocalDate today = day.today();
        Resident left = residents.act(
                id,
                scope,
                key,
                resident -> resident.leave(organisationId, body.on() == null ? today : body.on(), today));
        return created(left, organisationId);
    }

    /** The organisations a person belongs and belonged to, oldest first, or those of a day. */
    @GetMapping("/residents/{id}/organisation-links")
    Page<OrganisationLink> listOrganisationLinks(
            @PathVariable String id, @RequestParam(required = false) @Nullable LocalDate on, Scope scope) {
        List<OrganisationLink> links = residents.require(id, scope).organisations();
        return new Page<>(
                on == null
                        ? links
                        : links.stream().filter(link -> link.heldOn(on)).toList(),
                null);
    }

    /** The residents of the caller's scope that belong to an organisation; of a closed one, who did at its end. */
    @GetMapping("/organisations/{id}/members")
    Page<ResidentView> listOrganisationMembers(@PathVariable String id, PageRequest page, Scope scope, Caller caller) {
        Organisation organisation = organisations.require(id, scope);
        return showing.show(
                residents.ofOrganisation(organisation.id(), scope, page), caller, "listOrganisationMembers");
    }

    private static ResponseEntity<OrganisationLink> created(Resident resident, String organisationId) {
        return ResponseEntity.created(URI.create("/api/v1/residents/" + resident.id() + "/organisation-links"))
                .body(resident.lastLinkTo(organisationId));
    }

    /**
     * That a person belongs to an organisation.
     *
     * @param from the first day; today where it is not said
     */
    record Joining(
            @NotBlank @Size(max = 64) String organisationId,
            @NotNull OrganisationRole role,
            @Nullable LocalDate from) {}

    /** @param on the first day on which it was over; today where it is not said */
    record Ending(@Nullable LocalDate on) {}
}
