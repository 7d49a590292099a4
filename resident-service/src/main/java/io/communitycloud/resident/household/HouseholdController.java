package io.communitycloud.resident.household;

import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.resident.dwelling.Dwellings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Households over HTTP. */
@RestController
@RequestMapping("/api/v1/households")
class HouseholdController {

    private final Households households;
    private final Membership membership;
    private final Dwellings dwellings;
    private final Creations creations;
    private final Clock clock;

    HouseholdController(
            Households households, Membership membership, Dwellings dwellings, Creations creations, Clock clock) {
        this.households = households;
        this.membership = membership;
        this.dwellings = dwellings;
        this.creations = creations;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<HouseholdView> formHousehold(
            @Valid @RequestBody HouseholdFormation body, @Nullable IdempotencyKey key, Scope scope) {
        var dwelling = dwellings.require(body.dwellingId(), scope);
        Household household = creations.once(key, id -> households.find(id, Scope.everything()), id -> {
            dwellings.expect(dwelling.id(), id, clock.instant(), scope);
            Household formed = Household.form(id, dwelling, body.kindOrFamily(), clock.instant());
            households.save(formed);
            return formed;
        });
        return ResponseEntity.created(URI.create("/api/v1/households/" + household.id()))
                .eTag(etag(household))
                .body(HouseholdView.of(household));
    }

    @GetMapping("/{id}")
    ResponseEntity<HouseholdView> readHousehold(@PathVariable String id, Scope scope) {
        Household household = households.require(id, scope);
        return ResponseEntity.ok().eTag(etag(household)).body(HouseholdView.of(household));
    }

    @GetMapping
    Page<HouseholdView> listHouseholds(
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 64) String dwelling,
            PageRequest page,
            Scope scope) {
        return households.page(dwelling, scope, page).map(HouseholdView::of);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> dissolveHousehold(@PathVariable String id, IfMatch version, Scope scope) {
        households.change(id, scope, version, household -> household.dissolve(membership, clock.instant()));
        return ResponseEntity.noContent().build();
    }

    private static String etag(Household household) {
        return Etags.of(household.version(), "full");
    }

    /** A household to be formed. */
    record HouseholdFormation(
            @NotBlank @Size(max = 64) String dwellingId,
            @Nullable HouseholdKind kind) {

        HouseholdKind kindOrFamily() {
            return kind == null ? HouseholdKind.FAMILY : kind;
        }
    }

    /** A household as it is shown; its members are residents with this household. */
    record HouseholdView(
            String id, String area, String dwellingId, HouseholdKind kind, Instant createdAt, Instant updatedAt) {

        static HouseholdView of(Household household) {
            return new HouseholdView(
                    household.id(),
                    household.area(),
                    household.dwelling(),
                    household.kind(),
                    household.createdAt(),
                    household.updatedAt());
        }
    }
}
