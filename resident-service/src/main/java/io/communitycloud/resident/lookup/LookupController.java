package io.communitycloud.resident.lookup;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.privacy.Masks;
import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.resident.dwelling.Address;
import io.communitycloud.resident.dwelling.Dwelling;
import io.communitycloud.resident.dwelling.DwellingType;
import io.communitycloud.resident.dwelling.Dwellings;
import io.communitycloud.resident.household.Household;
import io.communitycloud.resident.household.HouseholdKind;
import io.communitycloud.resident.household.Households;
import io.communitycloud.resident.identifier.IdType;
import io.communitycloud.resident.organisation.Organisation;
import io.communitycloud.resident.organisation.OrganisationKind;
import io.communitycloud.resident.organisation.Organisations;
import io.communitycloud.resident.resident.FindingResidents;
import io.communitycloud.resident.resident.Resident;
import io.communitycloud.resident.resident.ResidentView;
import io.communitycloud.resident.resident.Residents;
import io.communitycloud.resident.resident.ShowingResidents;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * From any corner to any other (人、房、组织多向查找): one call, one page.
 *
 * <p>A look-up is a POST because what it looks for may be a number or a phone, and those never stand in a URL.
 */
@RestController
@RequestMapping("/api/v1/lookups")
class LookupController {

    private final Residents residents;
    private final FindingResidents finding;
    private final ShowingResidents showing;
    private final Households households;
    private final Dwellings dwellings;
    private final Organisations organisations;

    LookupController(
            Residents residents,
            FindingResidents finding,
            ShowingResidents showing,
            Households households,
            Dwellings dwellings,
            Organisations organisations) {
        this.residents = residents;
        this.finding = finding;
        this.showing = showing;
        this.households = households;
        this.dwellings = dwellings;
        this.organisations = organisations;
    }

    /** What is asked for, seen from what is given; everything within the caller's scope. */
    @PostMapping
    Page<Hit> lookUp(@Valid @RequestBody Lookup body, PageRequest page, Scope scope, Caller caller) {
        Masks.refuseMasked("/idNumber", body.idNumber());
        Masks.refuseMasked("/phone", body.phone());
        return switch (body.find()) {
            case RESIDENTS ->
                showing.show(residentsOf(body, page, scope), caller, "lookUp").map(Hit::of);
            case HOUSEHOLDS -> householdsOf(body, page, scope).map(Hit::of);
            case DWELLINGS -> dwellingsOf(body, page, scope).map(Hit::of);
            case ORGANISATIONS -> organisationsOf(body, page, scope).map(Hit::of);
        };
    }

    private Page<Resident> residentsOf(Lookup body, PageRequest page, Scope scope) {
        return switch (body.key()) {
            case RESIDENT_ID -> {
                Resident resident = residents.require(body.value(), scope);
                String household = resident.household();
                yield household == null
                        ? new Page<>(List.of(resident), null)
                        : residents.ofHousehold(household, scope, page);
            }
            case HOUSEHOLD_ID ->
                residents.ofHousehold(households.require(body.value(), scope).id(), scope, page);
            case DWELLING_ID ->
                residents.ofDwelling(dwellings.require(body.value(), scope).id(), scope, page);
            case ORGANISATION_ID ->
                residents.ofOrganisation(
                        organisations.require(body.value(), scope).id(), scope, page);
            case ID_NUMBER -> finding.byIdNumber(body.idType(), body.value(), scope, page);
            case PHONE -> finding.byPhone(body.value(), scope, page);
            case ID_NUMBER_TAIL -> finding.byIdNumberTail(body.value(), scope, page);
        };
    }

    private Page<Household> householdsOf(Lookup body, PageRequest page, Scope scope) {
        return switch (body.key()) {
            case DWELLING_ID ->
                households.page(dwellings.require(body.value(), scope).id(), scope, page);
            case HOUSEHOLD_ID -> new Page<>(List.of(households.require(body.value(), scope)), null);
            case RESIDENT_ID, ORGANISATION_ID, ID_NUMBER, PHONE, ID_NUMBER_TAIL -> {
                Page<Resident> found = startingResidents(body, page, scope);
                List<String> ids = found.items().stream()
                        .flatMap(resident -> Stream.ofNullable(resident.household()))
                        .distinct()
                        .toList();
                yield new Page<>(households.findAll(ids, scope), found.next());
            }
        };
    }

    private Page<Dwelling> dwellingsOf(Lookup body, PageRequest page, Scope scope) {
        return switch (body.key()) {
            case DWELLING_ID -> new Page<>(List.of(dwellings.require(body.value(), scope)), null);
            case HOUSEHOLD_ID -> {
                String dwelling = households.require(body.value(), scope).dwelling();
                yield new Page<>(dwellings.findAll(List.of(dwelling), scope), null);
            }
            case RESIDENT_ID, ORGANISATION_ID, ID_NUMBER, PHONE, ID_NUMBER_TAIL -> {
                Page<Resident> found = startingResidents(body, page, scope);
                List<String> ids = found.items().stream()
                        .flatMap(resident -> Stream.ofNullable(resident.dwelling()))
                        .distinct()
                        .toList();
                yield new Page<>(dwellings.findAll(ids, scope), found.next());
            }
        };
    }

    /** The organisations to which the people belong that the starting point leads to. */
    private Page<Organisation> organisationsOf(Lookup body, PageRequest page, Scope scope) {
        if (body.key() == Key.ORGANISATION_ID) {
            return new Page<>(List.of(organisations.require(body.value(), scope)), null);
        }
        Page<Resident> found = startingResidents(body, page, scope);
        List<String> ids = found.items().stream()
                .flatMap(resident -> resident.organisationIds().stream())
                .distinct()
                .toList();
        return new Page<>(organisations.findAll(ids, scope), found.next());
    }

    private Page<Resident> startingResidents(Lookup body, PageRequest page, Scope scope) {
        return body.key() == Key.RESIDENT_ID
                ? new Page<>(List.of(residents.require(body.value(), scope)), null)
                : residentsOf(body, page, scope);
    }

    /** What a look-up starts from. */
    enum Key {
        RESIDENT_ID,
        HOUSEHOLD_ID,
        DWELLING_ID,
        ORGANISATION_ID,
        ID_NUMBER,
        PHONE,
        ID_NUMBER_TAIL
    }

    /** What a look-up ends at. */
    enum Find {
        RESIDENTS,
        HOUSEHOLDS,
        DWELLINGS,
        ORGANISATIONS
    }

    /** A look-up: exactly one starting point, and what is wanted. */
    record Lookup(
            @Nullable @Size(min = 1, max = 64) String residentId,
            @Nullable @Size(min = 1, max = 64) String householdId,
            @Nullable @Size(min = 1, max = 64) String dwellingId,
            @Nullable @Size(min = 1, max = 64) String organisationId,
            @Nullable IdType idNumberType,
            @Nullable @Size(min = 1, max = 30) String idNumber,
            @Nullable @Size(min = 1, max = 20) String phone,
            @Nullable @Pattern(regexp = "[0-9]{3}[0-9X]") String idNumberTail,
            @NotNull Find find) {

        IdType idType() {
            return idNumberType == null ? IdType.CITIZEN : idNumberType;
        }

        Key key() {
            List<Key> given =
                    Stream.of(Key.values()).filter(key -> of(key) != null).toList();
            if (given.size() != 1) {
                throw new InvalidRequest(List.of(FieldError.of("", "exactly-one-starting-point")));
            }
            return given.getFirst();
        }

        String value() {
            return Objects.requireNonNull(of(key()));
        }

        private @Nullable String of(Key key) {
            return switch (key) {
                case RESIDENT_ID -> residentId;
                case HOUSEHOLD_ID -> householdId;
                case DWELLING_ID -> dwellingId;
                case ORGANISATION_ID -> organisationId;
                case ID_NUMBER -> idNumber;
                case PHONE -> phone;
                case ID_NUMBER_TAIL -> idNumberTail;
            };
        }
    }

    /** One thing found; the member of its kind is there, the others are not. */
    record Hit(
            Find kind,
            @Nullable ResidentView resident,
            @Nullable HouseholdHit household,
            @Nullable DwellingHit dwelling,
            @Nullable OrganisationHit organisation) {

        static Hit of(ResidentView resident) {
            return new Hit(Find.RESIDENTS, resident, null, null, null);
        }

        static Hit of(Household found) {
            return new Hit(
                    Find.HOUSEHOLDS,
                    null,
                    new HouseholdHit(found.id(), found.area(), found.dwelling(), found.kind()),
                    null,
                    null);
        }

        static Hit of(Dwelling found) {
            return new Hit(
                    Find.DWELLINGS,
                    null,
                    null,
                    new DwellingHit(found.id(), found.area(), found.address(), found.type()),
                    null);
        }

        static Hit of(Organisation found) {
            return new Hit(
                    Find.ORGANISATIONS,
                    null,
                    null,
                    null,
                    new OrganisationHit(found.id(), found.area(), found.name(), found.kind(), found.openOrClosed()));
        }
    }

    record HouseholdHit(String id, String area, String dwellingId, HouseholdKind kind) {}

    record DwellingHit(String id, String area, Address address, DwellingType type) {}

    record OrganisationHit(String id, String area, String name, OrganisationKind kind, Organisation.State state) {}
}
