package io.communitycloud.city;

import io.communitycloud.city.Person.Line;
import io.communitycloud.city.Person.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws households as the census counts them.
 *
 * <p>Sizes follow the census' shares. What kinds of household make up a size is calibrated so that the ages come out as
 * in the census: of the 2.31 people of a mean household 9.8 % are below 15 and 23.4 % are 60 or older. The test holds
 * the shares at 20,000 people.
 */
final class Households {

    private static final double ELDER_ALONE = 0.32;
    private static final double ELDER_COUPLE = 0.289;
    private static final double SHARING = 0.15;
    /** Of those of 60 and more the census has 16.3 / 23.4 at 65 and more. */
    private static final double BELOW_65 = 0.303;

    private static final double ELDER_ALONE_IS_MALE = 0.40;
    /** Share of people who are neither half of a couple nor elders alone: the census' surplus of men is among them. */
    private static final double OTHERS = 0.26;

    private static final double ELDERS_ALONE = 0.091;

    private final Census census;
    private final double otherIsMale;

    Households(Census census) {
        this.census = census;
        double inCouples = 1 - OTHERS - ELDERS_ALONE;
        this.otherIsMale = (census.maleShare() - inCouples / 2 - ELDERS_ALONE * ELDER_ALONE_IS_MALE) / OTHERS;
    }

    /** The people of one household, the head first. */
    List<Person> draw(RandomGenerator random) {
        double kind = random.nextDouble();
        return switch (size(random)) {
            case 1 -> List.of(kind < ELDER_ALONE ? elderAlone(random) : alone(random));
            case 2 -> two(kind, random);
            case 3 -> three(kind, random);
            case 4 -> four(kind, random);
            case 5 -> five(kind, random);
            default -> family(random, 2, 2, random.nextInt(15));
        };
    }

    private int size(RandomGenerator random) {
        double draw = random.nextDouble();
        int size = 1;
        for (double share : census.householdSizes()) {
            if (draw < share) {
                return size;
            }
            draw -= share;
            size++;
        }
        return 1;
    }

    private List<Person> two(double kind, RandomGenerator random) {
        if (kind < ELDER_COUPLE) {
            return couple(random, elderAge(random));
        }
        if (kind > 1 - SHARING * (1 - ELDER_COUPLE)) {
            Person head = alone(random);
            boolean siblings = random.nextBoolean();
            return List.of(
                    head,
                    new Person(
                            otherIsMale(random),
                            Math.clamp(head.age() + random.nextInt(-5, 6), 18, 59),
                            siblings ? Relation.SIBLING : Relation.OTHER,
                            siblings ? Line.FAMILY : Line.OWN));
        }
        return couple(random, random.nextInt(22, 60));
    }

    private List<Person> three(double kind, RandomGenerator random) {
        if (kind < 0.29) {
            return family(random, 1, 0, random.nextInt(15));
        }
        return kind < 0.74 ? family(random, 1, 0, random.nextInt(15, 25)) : family(random, 0, 1, 0);
    }

    private List<Person> four(double kind, RandomGenerator random) {
        if (kind < 0.45) {
            return family(random, 1, 1, random.nextInt(15));
        }
        return kind < 0.65 ? family(random, 2, 0, random.nextInt(15)) : family(random, 0, 2, 0);
    }

    private List<Person> five(double kind, RandomGenerator random) {
        return kind < 0.7 ? family(random, 1, 2, random.nextInt(15)) : family(random, 2, 1, random.nextInt(15));
    }

    /** A couple of working age with children around an age and none, one or two parents. */
    private List<Person> family(RandomGenerator random, int children, int parents, int childAge) {
        int parentAge = parents > 0 ? elderAge(random) : 0;
        int age;
        if (children > 0) {
            age = childAge + random.nextInt(22, 35);
        } else {
            age = parentAge - random.nextInt(22, 33);
        }
        List<Person> people = new ArrayList<>(couple(random, Math.clamp(age, 20, 59)));
        for (int i = 0; i < children; i++) {
            boolean son = otherIsMale(random);
            // The second child within three years and, where the first is a child, a child too.
            int years = i == 0 ? childAge : Math.clamp(childAge + random.nextInt(-3, 4), 0, 14);
            people.add(new Person(son, years, son ? Relation.SON : Relation.DAUGHTER, Line.FAMILY));
        }
        int least = people.getFirst().age() + 20;
        if (parents == 1) {
            boolean father = random.nextDouble() < ELDER_ALONE_IS_MALE;
            people.add(new Person(
                    father,
                    Math.clamp(Math.max(parentAge, least), 60, 99),
                    Relation.PARENT,
                    father ? Line.FAMILY : Line.OWN));
        } else if (parents == 2) {
            int first = Math.clamp(Math.max(parentAge, least), 60, 99);
            people.add(new Person(true, first, Relation.PARENT, Line.FAMILY));
            people.add(new Person(false, Math.clamp(first + random.nextInt(-4, 3), 60, 99), Relation.PARENT, Line.OWN));
        }
        return people;
    }

    private static List<Person> couple(RandomGenerator random, int age) {
        boolean husbandHeads = random.nextDouble() < 0.65;
        boolean elders = age >= 60;
        int other = Math.clamp(age + random.nextInt(-4, 5), elders ? 60 : 20, elders ? 99 : 59);
        return List.of(
                new Person(husbandHeads, age, Relation.HEAD, husbandHeads ? Line.FAMILY : Line.OWN),
                new Person(!husbandHeads, other, Relation.SPOUSE, husbandHeads ? Line.OWN : Line.FAMILY));
    }

    private Person alone(RandomGenerator random) {
        return new Person(otherIsMale(random), random.nextInt(20, 60), Relation.HEAD, Line.FAMILY);
    }

    private static Person elderAlone(RandomGenerator random) {
        return new Person(random.nextDouble() < ELDER_ALONE_IS_MALE, elderAge(random), Relation.HEAD, Line.FAMILY);
    }

    private boolean otherIsMale(RandomGenerator random) {
        return random.nextDouble() < otherIsMale;
    }

    private static int elderAge(RandomGenerator random) {
        if (random.nextDouble() < BELOW_65) {
            return random.nextInt(60, 65);
        }
        double draw = random.nextDouble();
        if (draw < 0.60) {
            return random.nextInt(65, 75);
        }
        return draw < 0.88 ? random.nextInt(75, 85) : random.nextInt(85, 100);
    }
}
