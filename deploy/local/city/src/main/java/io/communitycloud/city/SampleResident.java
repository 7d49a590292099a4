package io.communitycloud.city;

import java.time.LocalDate;
import java.util.List;

/**
 * One row of {@code residents.csv}.
 *
 * @param externalId unique in the city, the same at every run
 * @param idNumber GB 11643-1999 of the unassigned area 310199
 * @param sex GB/T 2261.1: 1 male, 2 female
 * @param ethnic GB/T 3304, two digits
 * @param phone {@code 100} and eight digits, or empty
 * @param area 12-digit code of the committee
 * @param dwellingId the same for all who live there; several households may
 * @param relation to the head of household, GB/T 4761 in one digit; 0 is the head
 */
public record SampleResident(
        String externalId,
        String name,
        String idNumber,
        String sex,
        LocalDate birthDate,
        String ethnic,
        String phone,
        String area,
        String dwellingId,
        String lane,
        String building,
        String unit,
        String room,
        DwellingType dwellingType,
        String householdId,
        String relation,
        Residence residence) {

    /** The columns in their order. */
    public static final List<String> COLUMNS = List.of(
            "externalId",
            "name",
            "idType",
            "idNumber",
            "sex",
            "birthDate",
            "ethnic",
            "phone",
            "area",
            "dwellingId",
            "lane",
            "building",
            "unit",
            "room",
            "dwellingType",
            "householdId",
            "relation",
            "residence");

    /** The row without a line end; no value needs quoting, as the city's names have neither comma nor quote. */
    public String csv() {
        return String.join(
                ",",
                externalId,
                name,
                "CITIZEN",
                idNumber,
                sex,
                birthDate.toString(),
                ethnic,
                phone,
                area,
                dwellingId,
                lane,
                building,
                unit,
                room,
                dwellingType.name(),
                householdId,
                relation,
                residence.name());
    }
}
