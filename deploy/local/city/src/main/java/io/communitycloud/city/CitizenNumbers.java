package io.communitycloud.city;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Assigns citizen numbers of GB 11643-1999 in the area 310199, which was never assigned to a county. */
final class CitizenNumbers {

    private static final String AREA = "310199";
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";
    /** Three digits, of which the last says the sex: 499 odd and 499 even sequences a day above 001. */
    private static final int PER_DAY = 499;

    private final Map<LocalDate, int[]> assigned = new HashMap<>();

    /** A number for somebody born about that day: the day before, when all of its numbers are taken. */
    Assigned next(LocalDate born, boolean male) {
        LocalDate day = born;
        while (true) {
            int[] taken = assigned.computeIfAbsent(day, each -> new int[2]);
            int sex = male ? 1 : 0;
            if (taken[sex] < PER_DAY) {
                taken[sex]++;
                int sequence = 2 * taken[sex] + (male ? 1 : 0);
                return new Assigned(number(day, sequence), day);
            }
            day = day.minusDays(1);
        }
    }

    private static String number(LocalDate day, int sequence) {
        String digits =
                AREA + day.format(DateTimeFormatter.BASIC_ISO_DATE) + String.format(Locale.ROOT, "%03d", sequence);
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        return digits + CHECK_CHARACTERS.charAt(sum % 11);
    }

    /** A number and the birth date in it. */
    record Assigned(String number, LocalDate birthDate) {}
}
