package io.communitycloud.city;

import java.time.LocalDate;
import java.util.Locale;

/** What is unique in the whole city: numbers, phones and the order of people. */
final class Registry {

    /** The seventh of each thousand has a name with a character outside the basic plane. */
    static final int FOUR_BYTES_EVERY = 1_000;

    static final int FOUR_BYTES_AT = 7;

    private static final long PHONES = 100_000_000;
    /** Has no factor in common with 10^8, so that the multiples visit every number once. */
    private static final long STRIDE = 38_742_047;

    private final CitizenNumbers numbers = new CitizenNumbers();
    private final long offset;
    private int people;
    private long phones;

    Registry(long seed) {
        this.offset = Math.floorMod(seed * 7_919, PHONES);
    }

    CitizenNumbers.Assigned number(LocalDate born, boolean male) {
        return numbers.next(born, male);
    }

    int ordinal() {
        return ++people;
    }

    String phone() {
        return String.format(Locale.ROOT, "100%08d", (offset + STRIDE * ++phones) % PHONES);
    }
}
