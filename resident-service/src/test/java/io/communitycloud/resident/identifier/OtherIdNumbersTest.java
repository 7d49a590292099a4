package io.communitycloud.resident.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.resident.identifier.Checked.Accepted;
import io.communitycloud.resident.identifier.Checked.Refused;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherIdNumbersTest {

    private final Identifiers identifiers = new Identifiers(
            Gb2260Codes.shipped(), false, Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(strings = {"810000", "820000", "830000"})
    void readsResidencePermitsOfTheirThreeAreas(String area) {
        String text = CitizenNumberTest.numbered(area, "19900314", "002");

        IdNumber number = identifiers.idNumber(IdType.RESIDENCE_PERMIT, text).orThrow();

        assertThat(number.type()).isEqualTo(IdType.RESIDENCE_PERMIT);
        assertThat(number.value()).isEqualTo(text);
        assertThat(number.statedBirthDate()).contains(LocalDate.of(1990, 3, 14));
        assertThat(number.statedSex()).contains(Sex.FEMALE);
    }

    @Test
    void refusesAResidencePermitOfAnotherArea() {
        assertThat(identifiers.idNumber(IdType.RESIDENCE_PERMIT, "11010519491231002X"))
                .isEqualTo(new Refused<ResidencePermitNumber>(Fault.RESIDENCE_PERMIT_AREA));
    }

    @ParameterizedTest
    @CsvSource({
        "RESIDENCE_PERMIT, 810000199003140020, CITIZEN_NUMBER_CHECK_DIGIT",
        "PASSPORT, ABCDEFG, PASSPORT_FORMAT",
        "PASSPORT, E123, PASSPORT_FORMAT",
        "PASSPORT, E123456789, PASSPORT_FORMAT",
        "PASSPORT, e12345678, PASSPORT_FORMAT",
        "PASSPORT, E1234-5678, PASSPORT_FORMAT",
        "TRAVEL_PERMIT, A12345678, TRAVEL_PERMIT_FORMAT",
        "TRAVEL_PERMIT, H1234567, TRAVEL_PERMIT_FORMAT",
        "PERMANENT_RESIDENT_CARD, CH123456789012, PERMANENT_RESIDENT_CARD_FORMAT",
        "PERMANENT_RESIDENT_CARD, 931826199013010021, CITIZEN_NUMBER_BIRTH_DATE"
    })
    void namesTheRuleThatIsBroken(IdType type, String text, Fault fault) {
        assertThat(identifiers.idNumber(type, text))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.fault()).isEqualTo(fault));
    }

    @ParameterizedTest
    @CsvSource({
        "PASSPORT, E12345678",
        "PASSPORT, EJ1234567",
        "PASSPORT, C01X00T47",
        "TRAVEL_PERMIT, H12345678",
        "TRAVEL_PERMIT, M12345678",
        "TRAVEL_PERMIT, 12345678",
        "PERMANENT_RESIDENT_CARD, USA310058012345"
    })
    void readsOtherPapersByTheirOwnRules(IdType type, String text) {
        IdNumber number = identifiers.idNumber(type, text).orThrow();

        assertThat(number.type()).isEqualTo(type);
        assertThat(number.value()).isEqualTo(text);
        assertThat(number.statedBirthDate()).isEmpty();
        assertThat(number.statedSex()).isEmpty();
        assertThat(number.toString()).doesNotContain(text);
    }

    @Test
    void readsThePermanentResidentCardOf2023() {
        String text = CitizenNumberTest.numbered("931826", "19900314", "001");

        IdNumber number =
                identifiers.idNumber(IdType.PERMANENT_RESIDENT_CARD, text).orThrow();

        assertThat(number.statedBirthDate()).contains(LocalDate.of(1990, 3, 14));
        assertThat(number.statedSex()).contains(Sex.MALE);
    }

    @Test
    void leavesOutTheBlanksAround() {
        assertThat(identifiers.idNumber(IdType.PASSPORT, " E12345678\t")).isInstanceOf(Accepted.class);
    }
}
