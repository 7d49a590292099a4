package io.communitycloud.resident.identifier;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The form of GB 11643-1999: six digits area, eight digits birth date, three digits sequence, one check character.
 *
 * <p>The check is ISO 7064 MOD 11-2, written out in the standard as weights and a table of remainders.
 */
final class Gb11643 {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";
    /** Nobody registered since the cards exist was born earlier; catches a slipped digit. */
    private static final int EARLIEST_YEAR = 1800;

    private Gb11643() {}

    /** The rule that the text breaks, if any; whether the birth date has come yet is for the caller. */
    static Optional<Fault> fault(String text) {
        if (text.length() == 15 && digits(text, 15)) {
            return Optional.of(Fault.CITIZEN_NUMBER_FIFTEEN_DIGITS);
        }
        if (text.length() != 18) {
            return Optional.of(Fault.CITIZEN_NUMBER_LENGTH);
        }
        if (!digits(text, 17)) {
            return Optional.of(Fault.CITIZEN_NUMBER_CHARACTERS);
        }
        char check = text.charAt(17);
        if (check == 'x') {
            return Optional.of(Fault.CITIZEN_NUMBER_LOWER_CASE_X);
        }
        if (check != 'X' && !isDigit(check)) {
            return Optional.of(Fault.CITIZEN_NUMBER_CHARACTERS);
        }
        // The date before the check digit: a wrong date is the more telling reason.
        if (birthDate(text).isEmpty()) {
            return Optional.of(Fault.CITIZEN_NUMBER_BIRTH_DATE);
        }
        if (check != checkCharacter(text)) {
            return Optional.of(Fault.CITIZEN_NUMBER_CHECK_DIGIT);
        }
        return Optional.empty();
    }

    /** The check character of the first 17 digits. */
    static char checkCharacter(String text) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (text.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECK_CHARACTERS.charAt(sum % 11);
    }

    static Optional<LocalDate> birthDate(String text) {
        int year = Integer.parseInt(text, 6, 10, 10);
        if (year < EARLIEST_YEAR) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDate.of(year, Integer.parseInt(text, 10, 12, 10), Integer.parseInt(text, 12, 14, 10)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** Odd is male, even is female (digit 17). */
    static Sex sex(String text) {
        return (text.charAt(16) - '0') % 2 == 1 ? Sex.MALE : Sex.FEMALE;
    }

    static boolean digits(String text, int count) {
        for (int i = 0; i < count; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Only the ten ASCII digits: full-width ones would give one person two blind indexes. */
    static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
