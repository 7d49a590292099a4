package io.communitycloud.exchange.intake.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** GB 11643-1999: form, day of birth, check character; and the 15 digits of GB 11643-1989. */
final class CitizenNumbers {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";
    private static final int OLDEST = 1800;

    private CitizenNumbers() {}

    /** Whether it is one of the 15 digits, of people born in the last century. */
    static boolean old(String number) {
        return number.matches("[0-9]{15}");
    }

    /** The 18 characters of an old number. */
    static String completed(String old) {
        String digits = old.substring(0, 6) + "19" + old.substring(6);
        return digits + check(digits);
    }

    /** What is wrong with a number of 18 characters; nothing where it is right. */
    static Optional<String> fault(String number) {
        if (!number.matches("[0-9]{17}[0-9X]")) {
            return Optional.of("citizen-number-form");
        }
        try {
            LocalDate born = LocalDate.of(
                    Integer.parseInt(number, 6, 10, 10),
                    Integer.parseInt(number, 10, 12, 10),
                    Integer.parseInt(number, 12, 14, 10));
            if (born.getYear() < OLDEST) {
                return Optional.of("citizen-number-birth-date");
            }
        } catch (DateTimeException noSuchDay) {
            return Optional.of("citizen-number-birth-date");
        }
        return number.charAt(17) == check(number) ? Optional.empty() : Optional.of("citizen-number-check-digit");
    }

    private static char check(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECK_CHARACTERS.charAt(sum % 11);
    }
}
