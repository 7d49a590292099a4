package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.privacy.Masks;
import io.communitycloud.emergency.keyperson.KeyPersonRow.RowError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with the rows of one list; a row with anything wrong is reported and never kept. */
final class RowRules {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_TEXT = 200;
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";

    private final AreaTree areas;
    private final Instant now;
    private final Set<String> seen = new HashSet<>();

    RowRules(AreaTree areas, Instant now) {
        this.areas = areas;
        this.now = now;
    }

    /** Everything that is wrong with a row; its task counts as seen. */
    List<RowError> broken(KeyPersonRow row) {
        List<RowError> errors = new ArrayList<>();
        text("taskId", row.taskId(), LONGEST_ID, true, errors);
        if (row.taskId() != null && !seen.add(row.taskId())) {
            errors.add(new RowError("taskId", "repeated-in-list"));
        }
        text("name", row.name(), LONGEST_NAME, true, errors);
        text("fromArea", row.fromArea(), LONGEST_TEXT, false, errors);
        text("address", row.address(), LONGEST_TEXT, false, errors);
        text("policyId", row.policyId(), LONGEST_ID, false, errors);
        String number = told(row.idNumber());
        String phone = told(row.phone());
        if (number == null && phone == null) {
            errors.add(new RowError("idNumber", "number-or-phone"));
        }
        if (number != null) {
            citizenNumber(number).ifPresent(code -> errors.add(new RowError("idNumber", code)));
        }
        if (phone != null && !phone(phone).matches("1[0-9]{10}")) {
            errors.add(new RowError("phone", "not-a-phone"));
        }
        arrival(row.arrivedAt()).ifPresent(code -> errors.add(new RowError("arrivedAt", code)));
        String area = told(row.area());
        if (area != null && areas.path(area).isEmpty()) {
            errors.add(new RowError("area", "unknown-area"));
        }
        return errors;
    }

    /** The number in its one form: capital X, no blanks around. */
    static String normal(String idNumber) {
        return idNumber.strip().replace('x', 'X');
    }

    /** The digits alone. */
    static String phone(String text) {
        String digits = text.replace(" ", "").replace("-", "");
        return digits.startsWith("+86") ? digits.substring(3) : digits;
    }

    /** The cell, or null where nothing stands in it. */
    static @Nullable String told(@Nullable String cell) {
        return cell == null || cell.isBlank() ? null : cell.strip();
    }

    private static void text(
            String field, @Nullable String cell, int longest, boolean required, List<RowError> errors) {
        String text = told(cell);
        if (text == null) {
            if (required) {
                errors.add(new RowError(field, "required"));
            }
        } else if (text.length() > longest) {
            errors.add(new RowError(field, "too-long"));
        } else if (field.equals("name") && Masks.isMasked(text)) {
            errors.add(new RowError(field, "is-masked"));
        }
    }

    private Optional<String> arrival(@Nullable String cell) {
        String text = told(cell);
        if (text == null) {
            return Optional.of("required");
        }
        try {
            return OffsetDateTime.parse(text).toInstant().isAfter(now)
                    ? Optional.of("not-in-future")
                    : Optional.empty();
        } catch (DateTimeException malformed) {
            return Optional.of("not-a-time");
        }
    }

    /** GB 11643-1999: form, date and check character. */
    private static Optional<String> citizenNumber(String text) {
        String number = normal(text);
        if (Masks.isMasked(number)) {
            return Optional.of("is-masked");
        }
        if (!number.matches("[0-9]{17}[0-9X]")) {
            return Optional.of("citizen-number-form");
        }
        try {
            LocalDate born = LocalDate.of(
                    Integer.parseInt(number, 6, 10, 10),
                    Integer.parseInt(number, 10, 12, 10),
                    Integer.parseInt(number, 12, 14, 10));
            if (born.getYear() < 1800) {
                return Optional.of("citizen-number-birth-date");
            }
        } catch (DateTimeException noSuchDay) {
            return Optional.of("citizen-number-birth-date");
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (number.charAt(i) - '0') * WEIGHTS[i];
        }
        return number.charAt(17) == CHECK_CHARACTERS.charAt(sum % 11)
                ? Optional.empty()
                : Optional.of("citizen-number-check-digit");
    }
}
