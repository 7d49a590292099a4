package io.communitycloud.resident.resident;

import io.communitycloud.common.privacy.Masks;
import io.communitycloud.resident.identifier.IdType;
import io.communitycloud.resident.identifier.Sex;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A resident as she is shown: masked, or in clear to whom role and purpose open her.
 *
 * @param masked whether name, number, birth date and phone are masked
 * @param birthDate null in a masked view
 * @param birthYear shown in both
 */
public record ResidentView(
        String id,
        boolean masked,
        String name,
        IdType idType,
        String idNumber,
        Sex sex,
        @Nullable LocalDate birthDate,
        @Nullable Integer birthYear,
        @Nullable String ethnic,
        @Nullable String phone,
        ResidenceKind residence,
        ResidentStatus status,
        String area,
        @Nullable String householdId,
        @Nullable String dwellingId,
        @Nullable String relation,
        @Nullable LocalDate diedOn,
        List<DwellingLink> links,
        Instant createdAt,
        Instant updatedAt) {

    /** The members that a mask hides; an access record names them. */
    public static final Set<String> PERSONAL = Set.of("name", "idNumber", "birthDate", "phone");

    static ResidentView masked(Resident resident, PersonalFields fields) {
        String phone = fields.phoneOf(resident);
        return view(
                resident,
                true,
                Masks.name(resident.name()),
                Masks.number(fields.idNumberOf(resident)),
                null,
                phone == null ? null : Masks.phone(phone));
    }

    static ResidentView clear(Resident resident, PersonalFields fields) {
        return view(
                resident,
                false,
                resident.name(),
                fields.idNumberOf(resident),
                resident.person().birthDate(),
                fields.phoneOf(resident));
    }

    private static ResidentView view(
            Resident resident,
            boolean masked,
            String name,
            String idNumber,
            @Nullable LocalDate birthDate,
            @Nullable String phone) {
        Person person = resident.person();
        LocalDate born = person.birthDate();
        String relation = resident.links().stream()
                .filter(DwellingLink::current)
                .flatMap(link -> Stream.ofNullable(link.relation()))
                .findFirst()
                .orElse(null);
        return new ResidentView(
                resident.id(),
                masked,
                name,
                person.idType(),
                idNumber,
                person.sex(),
                birthDate,
                born == null ? null : born.getYear(),
                person.ethnic(),
                phone,
                person.residence(),
                resident.status(),
                resident.area(),
                resident.household(),
                resident.dwelling(),
                relation,
                resident.diedOn(),
                resident.links(),
                resident.createdAt(),
                resident.updatedAt());
    }
}
