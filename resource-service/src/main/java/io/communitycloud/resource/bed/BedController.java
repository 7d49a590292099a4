package io.communitycloud.resource.bed;

import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.resource.bed.BedAssignmentController.AssignmentView;
import io.communitycloud.resource.facility.Facilities;
import io.communitycloud.resource.facility.Facility;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The beds of a facility over HTTP. */
@RestController
@RequestMapping("/api/v1/facilities/{id}/beds")
class BedController {

    private final Beds beds;
    private final Facilities facilities;
    private final Creations creations;
    private final Clock clock;

    BedController(Beds beds, Facilities facilities, Creations creations, Clock clock) {
        this.beds = beds;
        this.facilities = facilities;
        this.creations = creations;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<BedView> addBed(
            @PathVariable String id, @Valid @RequestBody BedAddition body, @Nullable IdempotencyKey key, Scope scope) {
        Facility facility = facilities.require(id, scope);
        Bed bed = creations.once(key, bedId -> beds.find(bedId, Scope.everything()), bedId -> {
            Bed added = Bed.add(bedId, facility, body.ward(), body.kind(), clock.instant());
            beds.save(added);
            return added;
        });
        return ResponseEntity.created(URI.create("/api/v1/facilities/" + id + "/beds/" + bed.id()))
                .eTag(etag(bed))
                .body(BedView.of(bed));
    }

    @GetMapping("/{bedId}")
    ResponseEntity<BedView> readBed(@PathVariable String id, @PathVariable String bedId, Scope scope) {
        return answer(require(id, bedId, scope));
    }

    @GetMapping
    Page<BedView> listBeds(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable BedState state,
            @RequestParam(required = false) @Nullable BedKind kind,
            PageRequest page,
            Scope scope) {
        if (kind != null && state == null) {
            throw InvalidRequest.parameter("kind", "only-with-state");
        }
        facilities.require(id, scope);
        return beds.page(id, state, kind, scope, page).map(BedView::of);
    }

    /** Whom a bed was given to, the last first. */
    @GetMapping("/{bedId}/assignments")
    Page<AssignmentView> listAssignmentsOfBed(
            @PathVariable String id, @PathVariable String bedId, PageRequest page, Scope scope) {
        return beds.stays(require(id, bedId, scope), scope, page).map(AssignmentView::of);
    }

    /** Puts a bed that nobody has into another state: made again, closed, back in service. */
    @PostMapping("/{bedId}/turns")
    ResponseEntity<BedView> turnBed(
            @PathVariable String id,
            @PathVariable String bedId,
            @Valid @RequestBody BedTurn body,
            @Nullable IdempotencyKey key,
            Scope scope) {
        require(id, bedId, scope);
        return answer(beds.act(bedId, scope, key, bed -> bed.turn(body.to())));
    }

    private Bed require(String facility, String bedId, Scope scope) {
        return beds.find(bedId, scope)
                .filter(bed -> bed.facility().equals(facility))
                .orElseThrow(Beds::unknown);
    }

    private static ResponseEntity<BedView> answer(Bed bed) {
        return ResponseEntity.ok().eTag(etag(bed)).body(BedView.of(bed));
    }

    private static String etag(Bed bed) {
        return Etags.of(bed.version(), "full");
    }

    /** A bed to be set up. */
    record BedAddition(
            @NotBlank @Size(max = 40) String ward, @NotNull BedKind kind) {}

    /** The state a bed is to be in. */
    record BedTurn(@NotNull BedState to) {}

    /** A bed as it is shown. */
    record BedView(
            String id,
            String facilityId,
            String area,
            String ward,
            BedKind kind,
            BedState state,
            @Nullable String assignmentId,
            Instant updatedAt) {

        static BedView of(Bed bed) {
            return new BedView(
                    bed.id(),
                    bed.facility(),
                    bed.area(),
                    bed.ward(),
                    bed.kind(),
                    bed.bedState(),
                    bed.current().map(Stay::id).orElse(null),
                    bed.updatedAt());
        }
    }
}
