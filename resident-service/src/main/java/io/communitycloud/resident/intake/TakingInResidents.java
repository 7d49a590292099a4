package io.communitycloud.resident.intake;

import io.communitycloud.common.events.Ids;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Claims;
import io.communitycloud.common.events.store.Claims.Outcome;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refused;
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
import io.communitycloud.resident.resident.PersonForm;
import io.communitycloud.resident.resident.RegisteringResidents;
import io.communitycloud.resident.resident.RegisteringResidents.RegisterResident;
import io.communitycloud.resident.resident.ResidenceKind;
import io.communitycloud.resident.resident.Residents;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    private final AreaTree areas;
    private final Validator validator;
    private final Clock clock;

    TakingInResidents(
            Dwellings dwellings,
            Households households,
            Residents residents,
            RegisteringResidents registering,
            Claims claims,
            AreaTree areas,
            Validator validator,
            Clock clock) {
        this.dwellings = dwellings;
        this.households = households;
        this.residents = residents;
        this.registering = registering;
        this.claims = claims;
        this.areas = areas;
        this.validator = validator;
        this.clock = clock;
    }

    /** What came of a row: its errors, none where it is done; empty where it must wait for another writer. */
    Optional<List<RowError>> takeIn(ImportRow row, Scope scope, boolean dryRun) {
        List<RowError> errors = new ArrayList<>();
        PersonForm person = person(row, errors);
        Description home = home(row, errors);
        String area = row.cell("area");
        for (String column : List.of("externalId", "dwellingId", "householdId")) {
            requireText(row, column, 64, errors);
        }
        checkArea(area, scope, errors);
        if (!row.cell("relation").matches("[0-8]?")) {
            errors.add(new RowError("relation", "pattern"));
        }
        if (!errors.isEmpty() || person == null || home == null) {
            return Optional.of(errors);
        }
        try {
            if (dryRun) {
                registering.check(person);
                return Optional.of(List.of());
            }
            return store(row, area, scope, home, person) ? Optional.of(List.of()) : Optional.empty();
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

    private boolean store(ImportRow row, String area, Scope scope, Description home, PersonForm person) {
        List<String> path = areas.path(area);
        Dwelling dwelling = oneOf(
                "dwelling:" + area + ":" + row.cell("dwellingId"), id -> dwellings.find(id, Scope.everything()), id -> {
                    Dwelling made = Dwelling.register(id, area, path, home, clock.instant());
                    dwellings.save(made);
                    return made;
                });
        if (dwelling == null) {
            return false;
        }
        Household household = oneOf(
                "household:" + area + ":" + row.cell("householdId"),
                id -> households.find(id, Scope.everything()),
                id -> {
                    Household made = Household.form(id, dwelling, HouseholdKind.FAMILY, clock.instant());
                    households.save(made);
                    return made;
                });
        if (household == null) {
            return false;
        }
        String relation = row.cell("relation");
        RegisterResident command =
                new RegisterResident(person, area, household.id(), relation.isEmpty() ? null : relation, null);
        return oneOf(
                        "resident:" + area + ":" + row.cell("externalId"),
                        id -> residents.find(id, Scope.everything()),
                        id -> registering.register(id, command, scope))
                != null;
    }

    /** The thing a file's id stands for, made now if it is not there; null where another writer is at it. */
    private <T> @Nullable T oneOf(String externalId, Function<String, Optional<T>> existing, Function<String, T> make) {
        Predicate<String> arrived = id -> existing.apply(id).isPresent();
        Outcome outcome = claims.claimOrFinish("import:" + externalId, "", Ids.next(), arrived);
        return switch (outcome) {
            case Outcome.Won(String id) -> {
                try {
                    yield make.apply(id);
                } catch (DuplicateKeyException finishedByAnother) {
                    yield existing.apply(id).orElse(null);
                } catch (Refused | InvalidRequest refused) {
                    claims.release("import:" + externalId, id);
                    throw refused;
                }
            }
            case Outcome.Held(String id, String fingerprint) ->
                existing.apply(id).orElse(null);
            case Outcome.Pending pending -> null;
        };
    }

    private void checkArea(String area, Scope scope, List<RowError> errors) {
        List<String> path = areas.path(area);
        if (path.isEmpty()) {
            errors.add(new RowError("area", "unknown-area"));
        } else if (!scope.covers(path)) {
            errors.add(new RowError("area", "outside-your-area"));
        }
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

    private <T> void violations(T value, List<RowError> errors) {
        for (ConstraintViolation<T> violation : validator.validate(value)) {
            String constraint = violation
                    .getConstraintDescriptor()
                    .getAnnotation()
                    .annotationType()
                    .getSimpleName();
            errors.add(new RowError(violation.getPropertyPath().toString(), kebab(constraint)));
        }
    }

    private static void requireText(ImportRow row, String column, int longest, List<RowError> errors) {
        String text = row.cell(column);
        if (text.isEmpty()) {
            errors.add(new RowError(column, "required"));
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
        errors.add(new RowError(column, row.cell(column).isEmpty() ? "required" : "unknown-code"));
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

    private static String kebab(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
