package io.communitycloud.resident.organisation;

import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.MergePatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.resident.organisation.OrganisationForm.ContactForm;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Organisations over HTTP. */
@RestController
@RequestMapping("/api/v1/organisations")
class OrganisationController {

    private final Organisations organisations;
    private final RegisteringOrganisations registering;
    private final ShowingOrganisations showing;
    private final Creations creations;
    private final MergePatch patches;

    OrganisationController(
            Organisations organisations,
            RegisteringOrganisations registering,
            ShowingOrganisations showing,
            Creations creations,
            MergePatch patches) {
        this.organisations = organisations;
        this.registering = registering;
        this.showing = showing;
        this.creations = creations;
        this.patches = patches;
    }

    @PostMapping
    ResponseEntity<OrganisationView> registerOrganisation(
            @Valid @RequestBody OrganisationRegistration body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        OrganisationForm form = body.form();
        Organisation organisation = creations.once(
                key,
                id -> organisations.find(id, Scope.everything()),
                id -> registering.register(id, body.area(), form, scope));
        return created(organisation, caller, "registerOrganisation");
    }

    @GetMapping("/{id}")
    ResponseEntity<OrganisationView> readOrganisation(@PathVariable String id, Scope scope, Caller caller) {
        return answer(organisations.require(id, scope), caller, "readOrganisation");
    }

    /** The organisations of the caller's scope, newest first: open ones unless said otherwise. */
    @GetMapping
    Page<OrganisationView> listOrganisations(
            @RequestParam(required = false) Organisation.@Nullable State state,
            @RequestParam(required = false) @Nullable OrganisationKind kind,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9A-Z]{18}") String socialCreditCode,
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 64) String dwelling,
            PageRequest page,
            Scope scope) {
        boolean alone = state == null && kind == null;
        if (socialCreditCode != null) {
            requireAlone(alone && dwelling == null, "socialCreditCode");
            return showing.masked(organisations.withCode(socialCreditCode, scope, page));
        }
        if (dwelling != null) {
            requireAlone(alone, "dwelling");
            return showing.masked(organisations.inDwelling(dwelling, scope, page));
        }
        return showing.masked(organisations.page(state == null ? Organisation.State.OPEN : state, kind, scope, page));
    }

    @PatchMapping(path = "/{id}", consumes = "application/merge-patch+json")
    ResponseEntity<OrganisationView> correctOrganisation(
            @PathVariable String id,
            IfMatch version,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = OrganisationForm.class)))
                    @RequestBody
                    JsonNode patch,
            Scope scope,
            Caller caller) {
        Organisation organisation =
                registering.correct(id, scope, version, held -> patches.apply(held, patch, OrganisationForm.class));
        return answer(organisation, caller, "correctOrganisation");
    }

    /** Closes an organisation; it stays in the register. */
    @PostMapping("/{id}/closures")
    ResponseEntity<OrganisationView> closeOrganisation(
            @PathVariable String id,
            @Valid @RequestBody Closure body,
            @Nullable IdempotencyKey key,
            Scope scope,
            Caller caller) {
        return created(registering.close(id, body.on(), key, scope), caller, "closeOrganisation");
    }

    private ResponseEntity<OrganisationView> created(Organisation organisation, Caller caller, String operation) {
        OrganisationView shown = showing.show(organisation, caller, operation);
        return ResponseEntity.created(URI.create("/api/v1/organisations/" + organisation.id()))
                .eTag(ShowingOrganisations.etag(organisation, shown))
                .body(shown);
    }

    private ResponseEntity<OrganisationView> answer(Organisation organisation, Caller caller, String operation) {
        OrganisationView shown = showing.show(organisation, caller, operation);
        return ResponseEntity.ok()
                .eTag(ShowingOrganisations.etag(organisation, shown))
                .body(shown);
    }

    private static void requireAlone(boolean alone, String parameter) {
        if (!alone) {
            throw InvalidRequest.parameter(parameter, "not-with-other-filters");
        }
    }

    /** An organisation to be entered into the register. */
    record OrganisationRegistration(
            @NotNull @Pattern(regexp = "[0-9]{12}") String area,
            @NotBlank @Size(max = 120) String name,
            @NotNull OrganisationKind kind,
            @Nullable @Size(max = 30) String socialCreditCode,
            @NotBlank @Size(max = 200) String address,
            @Nullable @Size(min = 1, max = 64) String dwellingId,
            @Nullable @Valid ContactForm contact,
            @Nullable LocalDate establishedOn) {

        OrganisationForm form() {
            return new OrganisationForm(name, kind, socialCreditCode, address, dwellingId, contact, establishedOn);
        }
    }

    /** The end of an organisation; of today where the day is not said. */
    record Closure(@Nullable LocalDate on) {}
}
