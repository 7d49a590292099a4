package io.communitycloud.resource.bed;

import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.resource.bed.AssigningBeds.AssignBed;
import io.communitycloud.resource.bed.Stay.ReleaseReason;
import io.communitycloud.resource.bed.Stays.BedStay;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
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

/** Who is assigned to which bed, over HTTP. */
@RestController
@RequestMapping("/api/v1/bed-assignments")
class BedAssignmentController {

    private final AssigningBeds assigning;
    private final Beds beds;
    private final Creations creations;

    BedAssignmentController(AssigningBeds assigning, Beds beds, Creations creations) {
        this.assigning = assigning;
        this.beds = beds;
        this.creations = creations;
    }

    @PostMapping
    ResponseEntity<AssignmentView> assignBed(
            @Valid @RequestBody Assignment body, @Nullable IdempotencyKey key, Scope scope) {
        if ((body.facilityId() == null) == (body.bedId() == null)) {
            throw InvalidRequest.field("/facilityId", "facility-or-bed");
        }
        AssignmentView view = creations.once(
                key,
                id -> beds.stay(id, Scope.everything()).map(AssignmentView::of),
                id -> AssignmentView.of(assigning.assign(id, body.command(), scope)));
        return ResponseEntity.created(URI.create("/api/v1/bed-assignments/" + view.id()))
                .body(view);
    }

    @GetMapping("/{id}")
    ResponseEntity<AssignmentView> readBedAssignment(@PathVariable String id, Scope scope) {
        return answer(beds.stay(id, scope).orElseThrow(Beds::unknown));
    }

    /** The assignments of a facility that last. */
    @GetMapping
    Page<AssignmentView> listBedAssignments(
            @RequestParam @NotBlank @Size(max = 64) String facility, PageRequest page, Scope scope) {
        return beds.page(facility, BedState.OCCUPIED, null, scope, page).map(AssignmentView::of);
    }

    /** Gives the bed back. */
    @PostMapping("/{id}/releases")
    ResponseEntity<AssignmentView> releaseBed(@PathVariable String id, @Valid @RequestBody Release body, Scope scope) {
        return answer(assigning.release(id, body.reason(), scope));
    }

    private static ResponseEntity<AssignmentView> answer(BedStay stay) {
        // It changes once, when it ends.
        return ResponseEntity.ok()
                .eTag(Etags.of(stay.stay().lasts() ? 1 : 2, "full"))
                .body(AssignmentView.of(stay));
    }

    /** Somebody who needs a bed: a named one, or any of a facility. */
    record Assignment(
            @Nullable @Size(min = 1, max = 64) String facilityId,
            @Nullable @Size(min = 1, max = 64) String bedId,
            @Nullable BedKind kind,
            @NotNull @Pattern(regexp = "[A-Za-z0-9-]{1,40}") String caseNumber) {

        AssignBed command() {
            return new AssignBed(facilityId, bedId, kind, caseNumber);
        }
    }

    /** Why the bed is given back. */
    record Release(@NotNull ReleaseReason reason) {}

    /** An assignment as it is shown. */
    record AssignmentView(
            String id,
            String bedId,
            String facilityId,
            String area,
            String ward,
            BedKind kind,
            String caseNumber,
            Instant from,
            @Nullable Instant until,
            @Nullable ReleaseReason reason) {

        static AssignmentView of(Bed bed) {
            return of(BedStay.of(bed, bed.last().orElseThrow(Beds::unknown)));
        }

        static AssignmentView of(BedStay entry) {
            Stay stay = entry.stay();
            return new AssignmentView(
                    stay.id(),
                    entry.bed(),
                    entry.facility(),
                    entry.area(),
                    entry.ward(),
                    entry.kind(),
                    stay.caseNumber(),
                    stay.from(),
                    stay.until(),
                    stay.reason());
        }
    }
}
