package io.communitycloud.resource.facility;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.MergePatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
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

/** Facilities over HTTP. */
@RestController
@RequestMapping("/api/v1/facilities")
class FacilityController {

    private final Facilities facilities;
    private final Creations creations;
    private final AreaTree areas;
    private final MergePatch patches;
    private final Clock clock;

    FacilityController(Facilities facilities, Creations creations, AreaTree areas, MergePatch patches, Clock clock) {
        this.facilities = facilities;
        this.creations = creations;
        this.areas = areas;
        this.patches = patches;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<FacilityView> registerFacility(
            @Valid @RequestBody FacilityRegistration body, @Nullable IdempotencyKey key, Scope scope) {
        requireSum(body.description(), "/description/beds/total");
        var path = areas.scopeOf(body.area(), "/area", scope);
        Facility facility = creations.once(key, id -> facilities.find(id, Scope.everything()), id -> {
            Facility registered =
                    Facility.register(id, body.area(), path, body.kind(), body.description(), clock.instant());
            facilities.save(registered);
            return registered;
        });
        return ResponseEntity.created(URI.create("/api/v1/facilities/" + facility.id()))
                .eTag(etag(facility))
                .body(FacilityView.of(facility));
    }

    @GetMapping("/{id}")
    ResponseEntity<FacilityView> readFacility(@PathVariable String id, Scope scope) {
        return answer(facilities.require(id, scope));
    }

    @GetMapping
    Page<FacilityView> listFacilities(
            @RequestParam(required = false) @Nullable FacilityKind kind,
            @RequestParam(required = false) @Nullable FacilityMode mode,
            PageRequest page,
            Scope scope) {
        return facilities.page(kind, mode, scope, page).map(FacilityView::of);
    }

    @PatchMapping(path = "/{id}", consumes = "application/merge-patch+json")
    ResponseEntity<FacilityView> correctFacility(
            @PathVariable String id,
            IfMatch version,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = FacilityDescription.class)))
                    @RequestBody
                    JsonNode patch,
            Scope scope) {
        return answer(facilities.change(id, scope, version, facility -> {
            FacilityDescription corrected = patches.apply(facility.description(), patch, FacilityDescription.class);
            requireSum(corrected, "/beds/total");
            facility.correct(corrected);
        }));
    }

    /** Takes in how many beds are taken just now. */
    @PostMapping("/{id}/occupancy-reports")
    ResponseEntity<FacilityView> reportOccupancy(
            @PathVariable String id, @Valid @RequestBody Occupancy body, @Nullable IdempotencyKey key, Scope scope) {
        return answer(facilities.act(
                id,
                scope,
                key,
                facility ->
                        facility.report(body.occupied(), body.closed() == null ? 0 : body.closed(), clock.instant())));
    }

    private static void requireSum(FacilityDescription description, String pointer) {
        if (!description.beds().addUp()) {
            throw InvalidRequest.field(pointer, "less-than-its-parts");
        }
    }

    private static ResponseEntity<FacilityView> answer(Facility facility) {
        return ResponseEntity.ok().eTag(etag(facility)).body(FacilityView.of(facility));
    }

    private static String etag(Facility facility) {
        return Etags.of(facility.version(), "full");
    }

    /** A facility to be entered into the register. */
    record FacilityRegistration(
            @NotNull @Pattern(regexp = "[0-9]{12}") String area,
            @NotNull FacilityKind kind,
            @NotNull @Valid FacilityDescription description) {}

    /** How many beds are taken, and how many cannot be used; the rest is free. */
    record Occupancy(
            @Min(0) @Max(100_000) int occupied,
            @Nullable @Min(0) @Max(100_000) Integer closed) {}

    /** A facility as it is shown. */
    record FacilityView(
            String id,
            String area,
            FacilityKind kind,
            FacilityMode mode,
            boolean sealed,
            FacilityDescription description,
            Instant createdAt,
            Instant updatedAt) {

        static FacilityView of(Facility facility) {
            return new FacilityView(
                    facility.id(),
                    facility.area(),
                    facility.kind(),
                    facility.mode(),
                    facility.isSealed(),
                    facility.description(),
                    facility.createdAt(),
                    facility.updatedAt());
        }
    }
}
