package io.communitycloud.city;

import io.communitycloud.city.Person.Line;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One committee's households, drawn from a source of its own: another committee's size changes nothing here. */
final class Neighbourhood {

    /** Share of people who live in a household with somebody of 60 or more; follows from {@link Households}. */
    private static final double WITH_ELDERS = 0.449;
    /** Households with elders came rarely from elsewhere; the others carry the rest of the census' share. */
    private static final double ELDERS_FROM_ELSEWHERE = 0.15;

    private static final double HAN = 0.985;
    private static final String[] OTHER_PEOPLES = {"03", "11", "06", "15", "08", "02", "05", "10"};

    private final Committee committee;
    private final LocalDate asOf;
    private final Households households;
    private final Registry registry;
    private final RandomGenerator random;
    private final Dwellings dwellings;
    private final double othersFromElsewhere;
    private Dwelling dwelling;
    private int drawn;

    Neighbourhood(Committee committee, long seed, LocalDate asOf, Census census, Registry registry) {
        this.committee = committee;
        this.asOf = asOf;
        this.households = new Households(census);
        this.registry = registry;
        // The golden ratio's bits keep the sources of neighbouring codes apart.
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + Long.parseLong(committee.code()));
        this.dwellings = new Dwellings(committee, random);
        this.dwelling = dwellings.next();
        this.othersFromElsewhere =
                (census.fromOtherProvincesShare() - WITH_ELDERS * ELDERS_FROM_ELSEWHERE) / (1 - WITH_ELDERS);
    }

    /** The people of the next household, the head first. */
    List<SampleResident> next() {
        if (drawn > 0 && random.nextDouble() >= dwellings.shared()) {
            dwelling = dwellings.next();
        }
        drawn++;
        String householdId = String.format(Locale.ROOT, "H-%s-%05d", committee.code(), drawn);
        List<Person> people = households.draw(random);
        boolean elders = people.stream().anyMatch(Person::elder);
        Residence residence = random.nextDouble() < (elders ? ELDERS_FROM_ELSEWHERE : othersFromElsewhere)
                ? Residence.ACTUAL
                : Residence.REGISTERED;
        String ethnic = random.nextDouble() < HAN ? "01" : OTHER_PEOPLES[random.nextInt(OTHER_PEOPLES.length)];
        String family = Names.surname(random);
        List<SampleResident> residents = new ArrayList<>();
        for (Person person : people) {
            residents.add(resident(person, family, ethnic, householdId, residence));
        }
        return residents;
    }

    private SampleResident resident(
            Person person, String family, String ethnic, String householdId, Residence residence) {
        LocalDate born = asOf.minusYears(person.age()).minusDays(random.nextInt(365));
        CitizenNumbers.Assigned number = registry.number(born, person.male());
        int ordinal = registry.ordinal();
        String surname = person.line() == Line.FAMILY ? family : Names.surname(random);
        String given = Names.given(person.male(), random);
        return new SampleResident(
                String.format(Locale.ROOT, "R-%07d", ordinal),
                surname + (ordinal % Registry.FOUR_BYTES_EVERY == Registry.FOUR_BYTES_AT ? Names.FOUR_BYTES : given),
                number.number(),
                person.male() ? "1" : "2",
                number.birthDate(),
                ethnic,
                hasPhone(person) ? registry.phone() : "",
                committee.code(),
                dwelling.id(),
                dwelling.lane(),
                dwelling.building(),
                dwelling.unit(),
                dwelling.room(),
                dwelling.type(),
                householdId,
                person.relation().code(),
                residence);
    }

    private boolean hasPhone(Person person) {
        double draw = random.nextDouble();
        if (person.age() < 16) {
            return false;
        }
        return draw < (person.age() >= 80 ? 0.80 : 0.97);
    }
}
