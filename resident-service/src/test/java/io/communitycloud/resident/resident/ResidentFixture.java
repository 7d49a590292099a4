package io.communitycloud.resident.resident;

import io.communitycloud.common.events.Ids;
import io.communitycloud.resident.dwelling.DwellingFixture;
import io.communitycloud.resident.household.Household;
import io.communitycloud.resident.household.HouseholdFixture;
import io.communitycloud.resident.identifier.IdType;
import io.communitycloud.resident.identifier.Sex;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Residents for tests: {@code aResident().livingIn(aHousehold()).since("2020-01-01").build()}. */
final class ResidentFixture {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private Household household = HouseholdFixture.aHousehold();
    private LocalDate since = LocalDate.of(2020, 1, 1);
    private Person person = aPerson();

    private ResidentFixture() {}

    static ResidentFixture aResident() {
        return new ResidentFixture();
    }

    static Person aPerson() {
        return new Person(
                "王小明",
                IdType.CITIZEN,
                new SealedValue("cipher", "index", "tail"),
                Sex.MALE,
                LocalDate.of(1980, 1, 1),
                "01",
                null,
                ResidenceKind.REGISTERED);
    }

    static Person named(Person person, String name, @Nullable SealedValue phone) {
        return new Person(
                name,
                person.idType(),
                person.idNumber(),
                person.sex(),
                person.birthDate(),
                person.ethnic(),
                phone,
                person.residence());
    }

    ResidentFixture livingIn(Household other) {
        household = other;
        return this;
    }

    ResidentFixture since(String day) {
        since = LocalDate.parse(day);
        return this;
    }

    /** As she is loaded from the store: nothing has happened to her since. */
    Resident build() {
        Resident resident = registered();
        resident.saved(1, 1, Instant.EPOCH);
        return resident;
    }

    /** As she is at the moment of her registration. */
    Resident registered() {
        return Resident.register(
                Ids.next(),
                person,
                household,
                DwellingFixture.path(household.area()),
                "0",
                since,
                TODAY,
                Instant.EPOCH);
    }
}
