package io.communitycloud.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleCityTest {

    private static final long SEED = SampleCity.DEFAULT_SEED;
    private static final List<SampleResident> CITY =
            SampleCity.generate(SEED, 20_000).toList();
    private static final Offset<Double> TWO_POINTS = within(0.02);

    @Test
    void givesTheSamePeopleForTheSameSeed() {
        assertThat(SampleCity.generate(SEED, 20_000)).containsExactlyElementsOf(CITY);
        assertThat(SampleCity.generate(SEED + 1, 100).toList())
                .isNotEqualTo(SampleCity.generate(SEED, 100).toList());
    }

    /** Pins the city: whoever changes a figure or the order of draws sees that everybody's people change. */
    @Test
    void startsWithTheSamePersonOnEveryMachine() {
        assertThat(SampleCity.generate(SEED, 2_000).findFirst().map(SampleResident::csv))
                .contains("R-0000001,王欣涵,CITIZEN,310199198711240024,2,1987-11-24,01,10011260866,310101002001,"
                        + "D-310101002001-00001,云南中路110弄,1号,1单元,101室,COMMODITY,H-310101002001-00001,0,REGISTERED");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 19, 59, 61, 333, 2_000, 20_001})
    void givesExactlyAsManyAsAskedFor(int people) {
        assertThat(SampleCity.generate(SEED, people)).hasSize(people);
    }

    @Test
    void refusesANegativeNumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> SampleCity.generate(SEED, -1));
    }

    @Test
    void followsTheCensus() {
        assertThat(share(person -> person.sex().equals("1"))).isCloseTo(0.518, within(0.01));
        assertThat(share(person -> age(person) < 15)).isCloseTo(0.098, within(0.01));
        assertThat(share(person -> age(person) >= 60)).isCloseTo(0.234, within(0.01));
        assertThat(share(person -> age(person) >= 65)).isCloseTo(0.163, within(0.01));
        assertThat(share(person -> person.residence() == Residence.ACTUAL)).isCloseTo(0.421, TWO_POINTS);
        assertThat(share(person -> person.dwellingType() == DwellingType.RURAL)).isCloseTo(0.107, TWO_POINTS);
    }

    @Test
    void hasHouseholdsOfTheCensusSizes() {
        Map<String, Long> sizes =
                CITY.stream().collect(Collectors.groupingBy(SampleResident::householdId, Collectors.counting()));
        double households = sizes.size();
        double[] shares = {0.29, 0.32, 0.24, 0.10, 0.04, 0.01};
        for (int size = 1; size <= shares.length; size++) {
            long wanted = size;
            assertThat(sizes.values().stream().filter(each -> each == wanted).count() / households)
                    .isCloseTo(shares[size - 1], within(0.015));
        }
        assertThat(CITY.size() / households).isCloseTo(2.31, within(0.05));
    }

    @Test
    void givesEachHouseholdOneHeadOfAge() {
        Map<String, List<SampleResident>> households =
                CITY.stream().collect(Collectors.groupingBy(SampleResident::householdId));
        assertThat(households.values()).allSatisfy(people -> {
            assertThat(people)
                    .filteredOn(person -> person.relation().equals("0"))
                    .hasSize(1);
            assertThat(people.getFirst().relation()).isEqualTo("0");
            assertThat(age(people.getFirst())).isGreaterThanOrEqualTo(18);
            assertThat(people.stream().map(SampleResident::dwellingId).distinct())
                    .hasSize(1);
            assertThat(people.stream().filter(person -> person.relation().equals("1")))
                    .hasSizeLessThanOrEqualTo(1)
                    .allSatisfy(spouse -> assertThat(spouse.sex())
                            .isNotEqualTo(people.getFirst().sex()));
        });
    }

    @Test
    void letsSomeHouseholdsShareADwellingWithOneAddress() {
        Map<String, Set<String>> householdsOf = CITY.stream()
                .collect(Collectors.groupingBy(
                        SampleResident::dwellingId,
                        Collectors.mapping(SampleResident::householdId, Collectors.toSet())));
        assertThat(householdsOf.values()).anyMatch(households -> households.size() > 1);

        Map<List<String>, Set<String>> dwellingsAt = CITY.stream()
                .collect(Collectors.groupingBy(
                        person ->
                                List.of(person.area(), person.lane(), person.building(), person.unit(), person.room()),
                        Collectors.mapping(SampleResident::dwellingId, Collectors.toSet())));
        assertThat(dwellingsAt.values()).allMatch(dwellings -> dwellings.size() == 1);
        assertThat(dwellingsAt).hasSameSizeAs(householdsOf.keySet());
    }

    @Test
    void fillsTheCommitteesOfTheStoriesFirst() {
        assertThat(SampleCity.generate(SEED, 20).map(SampleResident::area)).containsOnly("310101002001");

        Map<String, Long> people = SampleCity.generate(SEED, 2_000)
                .collect(Collectors.groupingBy(SampleResident::area, Collectors.counting()));
        assertThat(people.get("310101002001")).isCloseTo(100L, within(6L));
        assertThat(people.get("310101002002")).isCloseTo(100L, within(6L));
        assertThat(people.get("310101002010")).isCloseTo(100L, within(6L));
        assertThat(people.entrySet().stream()
                        .filter(committee -> committee.getValue() > 40)
                        .map(committee -> committee.getKey().substring(0, 6))
                        .distinct())
                .hasSize(16);
    }

    @Test
    void spreadsTheOthersByTheDistrictsPopulations() {
        List<SampleResident> others =
                CITY.stream().collect(Collectors.groupingBy(SampleResident::area)).values().stream()
                        .filter(committee -> committee.size() < 100)
                        .flatMap(List::stream)
                        .toList();
        for (String[] district : Data.rows("districts.csv")) {
            double expected = Integer.parseInt(district[17]) / 24_870_895.0;
            long here = others.stream()
                    .filter(person -> person.area().startsWith(district[0]))
                    .count();
            assertThat(here / (double) others.size()).as(district[1]).isCloseTo(expected, within(0.005));
        }
    }

    @Test
    void usesOnlyCommitteesOfTheMap() {
        Set<String> committees = Data.rows("areas-shanghai.csv").stream()
                .filter(row -> row[1].equals("committee"))
                .map(row -> row[0])
                .collect(Collectors.toSet());
        assertThat(committees).hasSize(6_509);
        assertThat(CITY).allMatch(person -> committees.contains(person.area()));
    }

    @Test
    void givesEverybodyALawfulNumberOfTheirOwn() {
        Set<String> seen = new HashSet<>();
        assertThat(CITY).allSatisfy(person -> {
            String number = person.idNumber();
            assertThat(number).matches("310199[0-9]{11}[0-9X]");
            assertThat(number.substring(6, 14))
                    .isEqualTo(person.birthDate().toString().replace("-", ""));
            assertThat((number.charAt(16) - '0') % 2 == 1 ? "1" : "2").isEqualTo(person.sex());
            assertThat(remainder(number)).isEqualTo(1);
            assertThat(person.birthDate()).isBeforeOrEqualTo(SampleCity.AS_OF);
            assertThat(seen.add(number)).isTrue();
        });
    }

    @Test
    void givesOnlyThoseOfSixteenAndMoreAPhoneAndEachHerOwn() {
        Set<String> seen = new HashSet<>();
        assertThat(CITY).allSatisfy(person -> {
            if (age(person) < 16) {
                assertThat(person.phone()).isEmpty();
            } else if (!person.phone().isEmpty()) {
                assertThat(person.phone()).matches("100[0-9]{8}");
                assertThat(seen.add(person.phone())).isTrue();
            }
        });
        assertThat(share(person -> !person.phone().isEmpty())).isGreaterThan(0.8);
    }

    @Test
    void hasNamesWithACharacterOfFourBytesInGb18030() {
        assertThat(SampleCity.generate(SEED, 10))
                .anyMatch(person -> person.name().contains("𬭚"));
        assertThat("𬭚".getBytes(Charset.forName("GB18030"))).hasSize(4);
        assertThat(CITY)
                .allMatch(
                        person -> person.name().codePointCount(0, person.name().length()) >= 2);
    }

    @Test
    void writesTheDocumentedColumns() throws IOException {
        StringWriter written = new StringWriter();
        SampleCity.write(written, SEED, 50);

        List<String> lines = written.toString().lines().toList();
        assertThat(lines).hasSize(51);
        assertThat(lines.getFirst())
                .isEqualTo("externalId,name,idType,idNumber,sex,birthDate,ethnic,phone,area,dwellingId,lane,building,"
                        + "unit,room,dwellingType,householdId,relation,residence");
        assertThat(lines).allMatch(line -> line.split(",", -1).length == 18);
    }

    @Test
    void writesValuesThatNeedNoQuoting() {
        assertThat(CITY)
                .allMatch(person -> person.csv().split(",", -1).length == 18
                        && !person.csv().contains("\""));
    }

    private static double share(Predicate<SampleResident> kind) {
        return CITY.stream().filter(kind).count() / (double) CITY.size();
    }

    private static int age(SampleResident person) {
        return Period.between(person.birthDate(), SampleCity.AS_OF).getYears();
    }

    /** ISO 7064 MOD 11-2: 1 for a right number; written another way than the generator's table. */
    private static int remainder(String number) {
        int sum = number.substring(0, 17).chars().reduce(0, (partial, digit) -> (partial + digit - '0') * 2 % 11);
        char check = number.charAt(17);
        return (sum + (check == 'X' ? 10 : check - '0')) % 11;
    }
}
