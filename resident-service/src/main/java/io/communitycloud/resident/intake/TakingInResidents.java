package io.communitycloud.resident.intake;

import io.communitycloud.common.events.Ids;
import io.communitycloud.common.events.store.Claims;
import io.communitycloud.common.events.store.Claims.Outcome;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.common.web.problem.Failures;
import io.communitycloud.resident.area.Committees;
import io.communitycloud.resident.area.Committees.Committee;
import io.communitycloud.resident.dwelling.Address;
import io.communitycloud.resident.dwelling.Dwelling;
import io.communitycloud.resident.dwelling.Dwelling.Description;
import io.communitycloud.resident.dwelling.DwellingType;
import io.communitycloud.resident.dwelling.Dwellings;
import io.communitycloud.resident.dwelling.Tenure;
import io.communitycloud.resident.household.Household;
import io.communitycloud.resident.household.HouseholdKind;
import io.communitycloud.resident.household.Households;
import io.communitycloud.resident.identifier.IdType;
import io.communitycloud.resident.identifier.Sex;
import io.communitycloud.resident.intake.ImportRow.RowError;
import io.communitycloud.resident.intake.ImportRows.WaitingRow;
import io.communitycloud.resident.resident.PersonForm;
import io.communitycloud.resident.resident.RegisteringResidents;
import io.communitycloud.resident.resident.RegisteringResidents.RegisterResident;
import io.communitycloud.resident.resident.ResidenceKind;
import io.communitycloud.resident.resident.Resident;
import io.communitycloud.resident.resident.Residents;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Takes in one row: the dwelling, the household and the person it names, each made if it is not there yet.
 *
 * <p>The file's own ids are claimed, so a row that is worked off twice, in this file or the next, makes nothing twice.
 */
@Service
class TakingInResidents {

    private final Dwellings dwellings;
    private final Households households;
    private final Residents residents;
    private final RegisteringResidents registering;
    private final Claims claims;
    private final Committees committees;
    private final Failures failures;
    private final Validator validator;
    private final Clock clock;

    TakingInResidents(
            Dwellings dwellings,
            Households households,
            Residents residents,
            RegisteringResidents registering,
            Claims claims,
            Committees committees,
            Failures failures,
            Validator validator,
            Clock clock) {
        this.dwellings = dwellings;
        this.households = households;
        this.residents = residents;
        this.registering = registering;
        this.claims = claims;
        this.committees = committees;
        this.failures = failures;
        this.validator = validator;
        this.clock = clock;
    }

    /** What came of a row: its errors, none where it is done; empty where it must wait for another writer. */
    Optional<List<RowError>> takeIn(WaitingRow waiting, Scope scope, boolean dryRun) {
        ImportRow row = waiting.row();
        List<RowError> errors = new ArrayList<>();
        row.repeated().stream().sorted().forEach(column -> errors.add(new RowError(column, "repeated-in-file")));
        PersonForm person = person(row, errors);
        Description home = home(row, errors);
        Committee committee = committee(row, scope, errors);
        for (String column : List.of("externalId", "dwellingId", "householdId")) {
            requireText(row, column, 64, errors);
        }
        if (!row.cell("relation").matches("[0-8]?")) {
            errors.add(new RowError("relation", "pattern"));
        }
        if (!errors.isEmpty() || person == null || home == null || committee == null) {
            return Optional.of(errors);
        }
        try {
            boolean settled = dryRun ? check(row, committee, person) : store(waiting, committee, scope, home, person);
            return settled ? Optional.of(List.of()) : Optional.empty();
        } catch (InvalidRequest invalid) {
            return Optional.of(invalid.errors().stream()
                    .map(error -> new RowError(column(error.pointer()), error.code()))
                    .toList());
        } catch (Refused refused) {
            if (refused.refusal().code().equals("being-registered")) {
                return Optional.empty();
            }
            String pointer = refused.refusal().pointer();
            return Optional.of(List.of(new RowError(
                    pointer == null ? "" : column(pointer), refused.refusal().code())));
        }
    }

    /** Says what storing would say: a row that was taken in before is no second registration. */
    private boolean check(ImportRow row, Committee committee, PersonForm person) {
        Optional<Resident> held = claims.holder(residentOf(row, committee))
                .flatMap(id -> residents.find(id, Scope.everything()))
                .filter(Resident::registered);
        if (held.isPresent()) {
            requireSamePerson(held.get(), person);
        } else {
            registering.check(person);
        }
        return true;
    }

    private boolean store(WaitingRow waiting, Committee committee, Scope scope, Description home, PersonForm person) {
        ImportRow row = waiting.row();
        Dwelling dwelling = oneOf(
                claimOf("dwelling", committee, row.cell("dwellingId")),
                waiting.dwelling(),
                id -> dwellings.find(id, Scope.everything()),
                Dwelling::removed,
                id -> {
                    Dwelling made = Dwelling.register(id, committee.code(), committee.path(), home, clock.instant());
                    dwellings.save(made);
                    return made;
                });
        if (dwelling == null) {
            return false;
        }
        Household household = oneOf(
                claimOf("household", committee, row.cell("householdId")),
                waiting.household(),
                id -> households.find(id, Scope.everything()),
                Household::dissolved,
                id -> {
                    dwellings.expect(dwelling.id(), id, clock.instant(), scope);
                    Household made = Household.form(id, dwelling, HouseholdKind.FAMILY, clock.instant());
                    households.save(made);
                    return made;
                });
        if (household == null) {
            return false;
        }
        String relation = row.cell("relation");
        RegisterResident command = new RegisterResident(
                person, committee.code(), household.id(), relation.isEmpty() ? null : relation, null);
        Resident resident = oneOf(
                residentOf(row, committee),
                waiting.resident(),
                id -> residents.find(id, Scope.everything()),
                found -> !found.registered(),
                id -> registering.register(id, command, scope));
        if (resident == null) {
            return false;
        }
        requireSamePerson(resident, person);
        return true;
    }

    private void requireSamePerson(Resident resident, PersonForm person) {
        if (!registering.describes(person, resident)) {
            throw InvalidRequest.field("/externalId", "external-id-of-another");
        }
    }

    private static String residentOf(ImportRow row, Committee committee) {
        return claimOf("resident", committee, row.cell("externalId"));
    }

    private static String claimOf(String kind, Committee committee, String externalId) {
        return "import:" + kind + ":" + committee.code() + ":" + externalId;
    }

    /**
     * The thing a file's id stands for, made now if it is not there; null where another writer is at it.
     *
     * @param gone whether a thing was taken out of the register since: the file's id is free for a new one then
     */
    private <T> @Nullable T oneOf(
            String claim,
            String newId,
            Function<String, Optional<T>> existing,
            Predicate<T> gone,
            Function<String, T> make) {
        Predicate<String> arrived = id -> existing.apply(id).isPresent();
        Outcome outcome = claims.claimOrFinish(claim, "", newId, arrived);
        return switch (outcome) {
            case Outcome.Won(String id) -> made(claim, id, existing, make);
            case Outcome.Held(String id, String _) -> {
                T found = existing.apply(id).orElse(null);
                if (found == null || !gone.test(found)) {
                    yield found;
                }
                claims.release(claim, id);
                // A row that comes again under the id it had before cannot use that one twice.
                String another = id.equals(newId) ? Ids.next() : newId;
                yield claims.claimOrFinish(claim, "", another, arrived) instanceof Outcome.Won(String free)
                        ? made(claim, free, existing, make)
                        : null;
            }
            case Outcome.Pending _ -> null;
        };
    }

    private <T> @Nullable T made(
            String claim, String id, Function<String, Optional<T>> existing, Function<String, T> make) {
        try {
            return make.apply(id);
        } catch (DuplicateKeyException finishedByAnother) {
            return existing.apply(id).orElse(null);
        } catch (Refused | InvalidRequest refused) {
            claims.release(claim, id);
            throw refused;
        }
    }

    private @Nullable Committee committee(ImportRow row, Scope scope, List<RowError> errors) {
        try {
            return committees.require(row.cell("area"), "/area", scope);
        } catch (InvalidRequest invalid) {
            invalid.errors().forEach(error -> errors.add(new RowError("area", error.code())));
        } catch (Refused outside) {
            errors.add(new RowError("area", "outside-your-area"));
        }
        return null;
    }

    private @Nullable PersonForm person(ImportRow row, List<RowError> errors) {
        IdType idType = oneOf(row, "idType", IdType.class, errors);
        ResidenceKind residence = oneOf(row, "residence", ResidenceKind.class, errors);
        Sex sex = row.cell("sex").isEmpty() ? null : sex(row, errors);
        LocalDate born = row.cell("birthDate").isEmpty() ? null : date(row, errors);
        if (idType == null || residence == null) {
            return null;
        }
        PersonForm form = new PersonForm(
                row.cell("name"),
                idType,
                row.cell("idNumber"),
                sex,
                born,
                emptyToNull(row.cell("ethnic")),
                emptyToNull(row.cell("phone")),
                residence);
        violations(form, errors);
        return form;
    }

    private @Nullable Description home(ImportRow row, List<RowError> errors) {
        DwellingType type = oneOf(row, "dwellingType", DwellingType.class, errors);
        Address address = new Address(
                row.cell("lane"), row.cell("building"), emptyToNull(row.cell("unit")), emptyToNull(row.cell("room")));
        violations(address, errors);
        return type == null ? null : new Description(address, type, Tenure.UNKNOWN, null);
    }

    /** By the codes that the same mistake has in a JSON body. */
    private <T> void violations(T value, List<RowError> errors) {
        Set<ConstraintViolation<T>> violations = validator.validate(value);
        if (!violations.isEmpty()) {
            failures.of(new ConstraintViolationException(violations))
                    .errors()
                    .forEach(error -> errors.add(new RowError(column(error.pointer()), error.code())));
        }
    }

    private static void requireText(ImportRow row, String column, int longest, List<RowError> errors) {
        String text = row.cell(column);
        if (text.isEmpty()) {
            errors.add(new RowError(column, "blank"));
        } else if (text.length() > longest) {
            errors.add(new RowError(column, "size"));
        }
    }

    private static <E extends Enum<E>> @Nullable E oneOf(
            ImportRow row, String column, Class<E> type, List<RowError> errors) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(row.cell(column))) {
                return constant;
            }
        }
        errors.add(new RowError(column, row.cell(column).isEmpty() ? "blank" : "unknown-code"));
        return null;
    }

    private static @Nullable Sex sex(ImportRow row, List<RowError> errors) {
        for (Sex sex : Sex.values()) {
            if (sex.code().equals(row.cell("sex")) || sex.name().equals(row.cell("sex"))) {
                return sex;
            }
        }
        errors.add(new RowError("sex", "unknown-code"));
        return null;
    }

    private static @Nullable LocalDate date(ImportRow row, List<RowError> errors) {
        try {
            return LocalDate.parse(row.cell("birthDate"));
        } catch (DateTimeParseException malformed) {
            errors.add(new RowError("birthDate", "not-a-date"));
            return null;
        }
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String column(String pointer) {
        return pointer.startsWith("/") ? pointer.substring(1) : pointer;
    }
}
