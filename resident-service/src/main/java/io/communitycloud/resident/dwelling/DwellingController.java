package io.communitycloud.resident.dwelling;

import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.MergePatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.resident.area.Committees;
import io.communitycloud.resident.area.Committees.Committee;
import io.communitycloud.resident.dwelling.Dwelling.Description;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Homes over HTTP. */
@RestController
@RequestMapping("/api/v1/dwellings")
class DwellingController {

    private final Dwellings dwellings;
    private final Occupancy occupancy;
    private final Creations creations;
    private final Committees committees;
    private final MergePatch patches;
    private final Clock clock;

    DwellingController(
            Dwellings dwellings,
            Occupancy occupancy,
            Creations creations,
            Committees committees,
            MergePatch patches,
            Clock clock) {
        this.dwellings = dwellings;
        this.occupancy = occupancy;
        this.creations = creations;
        this.committees = committees;
        this.patches = patches;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<DwellingView> registerDwelling(
            @Valid @RequestBody DwellingRegistration body, @Nullable IdempotencyKey key, Scope scope) {
        Committee committee = committees.require(body.area(), "/area", scope);
        Dwelling dwelling = creations.once(key, id -> dwellings.find(id, Scope.everything()), id -> {
            Dwelling registered =
                    Dwelling.register(id, committee.code(), committee.path(), body.description(), clock.instant());
            dwellings.save(registered);
            return registered;
        });
        return ResponseEntity.created(URI.create("/api/v1/dwellings/" + dwelling.id()))
                .eTag(etag(dwelling))
                .body(DwellingView.of(dwelling));
    }

    @GetMapping("/{id}")
    ResponseEntity<DwellingView> readDwelling(@PathVariable String id, Scope scope) {
        Dwelling dwelling = dwellings.require(id, scope);
        return ResponseEntity.ok().eTag(etag(dwelling)).body(DwellingView.of(dwelling));
    }

    @GetMapping
    Page<DwellingView> listDwellings(
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 60) String lane,
            PageRequest page,
            Scope scope) {
        return dwellings.page(lane, scope, page).map(DwellingView::of);
    }

    @PatchMapping(path = "/{id}", consumes = "application/merge-patch+json")
    ResponseEntity<DwellingView> correctDwelling(
            @PathVariable String id,
            IfMatch version,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = DwellingCorrection.class)))
                    @RequestBody
                    JsonNode patch,
            Scope scope) {
        Dwelling dwelling = dwellings.change(id, scope, version, found -> {
            Description now = found.description();
            DwellingCorrection corrected = patches.apply(
                    new DwellingCorrection(now.address(), now.type(), now.tenure(), now.point()),
                    patch,
                    DwellingCorrection.class);
            found.correct(
                    new Description(corrected.address(), corrected.type(), corrected.tenure(), corrected.point()));
        });
        return ResponseEntity.ok().eTag(etag(dwelling)).body(DwellingView.of(dwelling));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> removeDwelling(@PathVariable String id, IfMatch version, Scope scope) {
        dwellings.change(id, scope, version, dwelling -> dwelling.remove(occupancy, clock.instant()));
        return ResponseEntity.noContent().build();
    }

    private static String etag(Dwelling dwelling) {
        return Etags.of(dwelling.version(), "full");
    }

    /** A home to be entered into the register. */
    record DwellingRegistration(
            @NotNull @Pattern(regexp = "[0-9]{12}") String area,
            @NotNull @Valid Address address,
            @NotNull DwellingType type,
            @Nullable Tenure tenure,
            @Nullable @Valid Point point) {

        Description description() {
            return new Description(address, type, tenure == null ? Tenure.UNKNOWN : tenure, point);
        }
    }

    /** What may be put right of a home. */
    record DwellingCorrection(
            @NotNull @Valid Address address,
            @NotNull DwellingType type,
            @NotNull Tenure tenure,
            @Nullable @Valid Point point) {}

    /** A home as it is shown. */
    record DwellingView(
            String id,
            String area,
            Address address,
            DwellingType type,
            Tenure tenure,
            @Nullable Point point,
            Instant createdAt,
            Instant updatedAt) {

        static DwellingView of(Dwelling dwelling) {
            Description description = dwelling.description();
            return new DwellingView(
                    dwelling.id(),
                    dwelling.area(),
                    description.address(),
                    description.type(),
                    description.tenure(),
                    description.point(),
                    dwelling.createdAt(),
                    dwelling.updatedAt());
        }
    }
}
