package io.communitycloud.resident.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.resident.identifier.Checked.Accepted;
import io.communitycloud.resident.identifier.Checked.Refused;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CitizenNumberTest {

    private static final long SEED = 20261122;
    /** 2026-11-22 00:30 in the city, still the 21st in UTC. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T16:30:00Z"), ZoneOffset.UTC);

    private static final Gb2260Codes CODES = Gb2260Codes.shipped();

    private final Identifiers production = new Identifiers(CODES, false, CLOCK);
    private final Identifiers laptop = new Identifiers(CODES, true, CLOCK);

    @ParameterizedTest
    @CsvSource({"11010519491231002X, 1949-12-31, FEMALE, 110105", "440524188001010014, 1880-01-01, MALE, 440524"})
    void readsTheStandardsOwnExamples(String text, LocalDate birthDate, Sex sex, String area) {
        CitizenNumber number = production.citizenNumber(text).orThrow();

        assertThat(number.birthDate()).isEqualTo(birthDate);
        assertThat(number.sex()).isEqualTo(sex);
        assertThat(number.areaCode()).isEqualTo(area);
        assertThat(number.synthetic()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', CITIZEN_NUMBER_LENGTH",
        "1101051949123100, CITIZEN_NUMBER_LENGTH",
        "11010519491231002X0, CITIZEN_NUMBER_LENGTH",
        "110105491231002, CITIZEN_NUMBER_FIFTEEN_DIGITS",
        "1101051949123100A5, CITIZEN_NUMBER_CHARACTERS",
        "11010519491231002A, CITIZEN_NUMBER_CHARACTERS",
        "１１０１０５１９４９１２３１００２X, CITIZEN_NUMBER_CHARACTERS",
        "110105 9491231002X, CITIZEN_NUMBER_CHARACTERS",
        "11010519491231002x, CITIZEN_NUMBER_LOWER_CASE_X",
        "110105194902300021, CITIZEN_NUMBER_BIRTH_DATE",
        "110105194913010021, CITIZEN_NUMBER_BIRTH_DATE",
        "110105190002290021, CITIZEN_NUMBER_BIRTH_DATE",
        "110105000001010021, CITIZEN_NUMBER_BIRTH_DATE",
        "110105194912310021, CITIZEN_NUMBER_CHECK_DIGIT",
        "11010519491231012X, CITIZEN_NUMBER_CHECK_DIGIT"
    })
    void namesTheRuleThatIsBroken(String text, Fault fault) {
        assertThat(production.citizenNumber(text)).isEqualTo(new Refused<CitizenNumber>(fault));
    }

    @Test
    void acceptsTheLeapDayOf2000AndNotThatOf1900() {
        assertThat(laptop.citizenNumber(numbered("310101", "20000229", "001"))).isInstanceOf(Accepted.class);
        assertThat(laptop.citizenNumber(numbered("310101", "19000229", "001")))
                .isEqualTo(new Refused<CitizenNumber>(Fault.CITIZEN_NUMBER_BIRTH_DATE));
    }

    @Test
    void takesTodayOfTheCityForToday() {
        assertThat(laptop.citizenNumber(numbered("310101", "20261122", "001"))).isInstanceOf(Accepted.class);
        assertThat(laptop.citizenNumber(numbered("310101", "20261123", "001")))
                .isEqualTo(new Refused<CitizenNumber>(Fault.CITIZEN_NUMBER_BORN_IN_FUTURE));
    }

    @Test
    void warnsOfAnUnknownAreaAndDoesNotRefuse() {
        assertThat(production
                        .citizenNumber(numbered("999999", "19800101", "001"))
                        .cautions())
                .containsExactly(Caution.UNKNOWN_AREA_CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"310103", "310108", "310119", "310230"})
    void knowsCountiesThatWereAbolished(String area) {
        assertThat(production.citizenNumber(numbered(area, "19800101", "001")))
                .isEqualTo(new Accepted<>(new CitizenNumber(numbered(area, "19800101", "001")), List.of()));
    }

    @Test
    void acceptsSyntheticNumbersOnlyWhereTheyAreAllowed() {
        String synthetic = numbered("310199", "19800101", "001");

        assertThat(laptop.citizenNumber(synthetic)).isEqualTo(new Accepted<>(new CitizenNumber(synthetic), List.of()));
        assertThat(production.citizenNumber(synthetic))
                .isEqualTo(new Refused<CitizenNumber>(Fault.CITIZEN_NUMBER_SYNTHETIC));
        assertThat(CODES.contains("310199")).isFalse();
    }

    @Test
    void sendsAResidencePermitToItsOwnType() {
        assertThat(production.citizenNumber(numbered("830000", "19800101", "001")))
                .isEqualTo(new Refused<CitizenNumber>(Fault.CITIZEN_NUMBER_OF_RESIDENCE_PERMIT));
    }

    @Test
    void acceptsEveryWellFormedNumberAndReadsBackWhatWentIn() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 20_000; i++) {
            LocalDate born = LocalDate.ofEpochDay(random.nextLong(
                    LocalDate.of(1880, 1, 1).toEpochDay(),
                    LocalDate.of(2026, 11, 23).toEpochDay()));
            int sequence = random.nextInt(1000);
            String text = numbered("310101", born.format(DateTimeFormatter.BASIC_ISO_DATE), three(sequence));

            CitizenNumber number = production.citizenNumber(text).orThrow();

            assertThat(number.birthDate()).isEqualTo(born);
            assertThat(number.sex()).isEqualTo(sequence % 2 == 1 ? Sex.MALE : Sex.FEMALE);
            assertThat(number.value()).isEqualTo(text);
        }
    }

    /** ISO 7064 MOD 11-2 detects every single substitution and every swap of neighbours. */
    @Test
    void refusesEverySlipOfOneDigitAndEverySwapOfNeighbours() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 500; i++) {
            LocalDate born = LocalDate.ofEpochDay(random.nextLong(-20_000, 18_000));
            String text =
                    numbered("310101", born.format(DateTimeFormatter.BASIC_ISO_DATE), three(random.nextInt(1000)));
            for (int place = 0; place < 17; place++) {
                StringBuilder slipped = new StringBuilder(text);
                slipped.setCharAt(place, (char) ('0' + (text.charAt(place) - '0' + random.nextInt(1, 10)) % 10));
                assertThat(production.citizenNumber(slipped.toString())).isInstanceOf(Refused.class);
                if (place < 16 && text.charAt(place) != text.charAt(place + 1)) {
                    StringBuilder swapped = new StringBuilder(text);
                    swapped.setCharAt(place, text.charAt(place + 1));
                    swapped.setCharAt(place + 1, text.charAt(place));
                    assertThat(production.citizenNumber(swapped.toString())).isInstanceOf(Refused.class);
                }
            }
        }
    }

    @Test
    void answersAnyTextWithAValueOrAFaultAndNothingElse() {
        SplittableRandom random = new SplittableRandom(SEED);
        String alphabet = "0123456789Xx*一 -\u0000１\uD869";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(22);
            for (int place = 0; place < length; place++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            for (IdType type : IdType.values()) {
                assertThat(laptop.idNumber(type, text.toString())).isNotNull();
            }
            assertThat(laptop.phone(text.toString())).isNotNull();
            assertThat(laptop.socialCreditCode(text.toString())).isNotNull();
        }
    }

    @Test
    void neverShowsItself() {
        CitizenNumber number = new CitizenNumber("11010519491231002X");

        assertThat(number.toString()).doesNotContainPattern("[0-9]");
        assertThat(new InvalidIdentifier(Fault.CITIZEN_NUMBER_CHECK_DIGIT)).hasMessage("citizen-number-check-digit");
        assertThat(laptop.citizenNumber("11010519491231002X").toString()).doesNotContain("1949");
    }

    @Test
    void shipsTheWholeList() {
        assertThat(CODES.size()).isEqualTo(4148);
        assertThat(CODES.nameOf("310103")).contains("卢湾区");
    }

    /** The check computed the long way round, independently of the class under test. */
    static String numbered(String area, String born, String sequence) {
        String text = area + born + sequence;
        int remainder = text.chars().reduce(0, (sum, digit) -> (sum + digit - '0') * 2 % 11);
        for (int check = 0; check <= 10; check++) {
            if ((remainder + check) % 11 == 1) {
                return text + (check == 10 ? "X" : check);
            }
        }
        throw new AssertionError("one of eleven remainders always fits");
    }

    private static String three(int sequence) {
        return String.format(Locale.ROOT, "%03d", sequence);
    }
}
