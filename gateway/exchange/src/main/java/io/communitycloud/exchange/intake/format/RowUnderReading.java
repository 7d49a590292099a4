package io.communitycloud.exchange.intake.format;

import io.communitycloud.common.privacy.Masks;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the cells of one row and holds each to what its column is. */
final class RowUnderReading {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm[:ss]");
    private static final Pattern FLOAT = Pattern.compile("[0-9](\\.[0-9]+)?[Ee]\\+?[0-9]{1,3}|[0-9]{15,18}\\.0+");
    /** What a spreadsheet would run, in an East Asian one the wide signs too: a cell that begins so is no person's text. */
    private static final Pattern FORMULA =
            Pattern.compile("[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20].*", Pattern.DOTALL);

    private static final char LOST = '\uFFFD';

    private final int number;
    private final Map<String, String> cells = new HashMap<>();
    private final List<CellProblem> problems = new ArrayList<>();
    private final List<CellProblem> notes = new ArrayList<>();

    RowUnderReading(int number) {
        this.number = number;
    }

    void problem(String column, String code) {
        problems.add(new CellProblem(column, code));
    }

    /** Whether something is wrong with a column already. */
    boolean has(Column column) {
        return problems.stream().anyMatch(problem -> problem.column().equals(column.name()));
    }

    void note(String column, String code) {
        notes.add(new CellProblem(column, code));
    }

    /** Takes the text of a cell; empty and null are no text. */
    void cell(Column column, @Nullable String raw) {
        String text = raw == null ? "" : stripped(raw);
        if (text.isEmpty()) {
            if (column.isRequired()) {
                problem(column.name(), "required");
            }
            return;
        }
        if (text.indexOf(LOST) >= 0) {
            problem(column.name(), "undecodable");
            return;
        }
        if (text.length() > column.most()) {
            problem(column.name(), "too-long");
            return;
        }
        String value = switch (column.kind()) {
            case TEXT -> text(column, text);
            case NAME -> name(column, text);
            case CITIZEN_NUMBER -> citizenNumber(column, text);
            case PHONE -> phone(column, text);
            case DATE -> date(column, text);
            case TIME -> time(column, text);
            case INTEGER -> integer(column, text);
        };
        if (value != null) {
            cells.put(column.field(), value);
        }
    }

    ReadRow finish() {
        return new ReadRow(number, cells, problems, notes);
    }

    private @Nullable String text(Column column, String text) {
        if (FORMULA.matcher(text).matches()) {
            problem(column.name(), "formula-cell");
            return null;
        }
        return text;
    }

    private @Nullable String name(Column column, String text) {
        if (Masks.isMasked(text)) {
            problem(column.name(), "is-masked");
            return null;
        }
        if (text.indexOf('?') >= 0 || text.indexOf('\uFF1F') >= 0) {
            // A sender whose encoding lacks a character writes this for it.
            note(column.name(), "replaced-character");
        }
        return text(column, text);
    }

    private @Nullable String citizenNumber(Column column, String text) {
        String number = text.replace('x', 'X');
        if (Masks.isMasked(number)) {
            problem(column.name(), "is-masked");
            return null;
        }
        if (FLOAT.matcher(number).matches()) {
            problem(column.name(), "number-as-float");
            return null;
        }
        if (CitizenNumbers.old(number)) {
            note(column.name(), "citizen-number-15-digits");
            number = CitizenNumbers.completed(number);
        }
        String fault = CitizenNumbers.fault(number).orElse(null);
        if (fault != null) {
            problem(column.name(), fault);
            return null;
        }
        return number;
    }

    private @Nullable String phone(Column column, String text) {
        String digits = text.replace(" ", "").replace("-", "");
        digits = digits.startsWith("+86") ? digits.substring(3) : digits;
        if (Masks.isMasked(digits)) {
            problem(column.name(), "is-masked");
            return null;
        }
        if (!digits.matches("[0-9]{7,12}")) {
            problem(column.name(), "not-a-phone");
            return null;
        }
        return digits;
    }

    private @Nullable String date(Column column, String text) {
        try {
            return (text.matches("[0-9]{8}")
                            ? LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE)
                            : LocalDate.parse(text.replace('/', '-')))
                    .toString();
        } catch (DateTimeException malformed) {
            problem(column.name(), "not-a-date");
            return null;
        }
    }

    private @Nullable String time(Column column, String text) {
        try {
            OffsetDateTime time = text.matches("[0-9-]{10}[ T][0-9:]+")
                    ? LocalDateTime.parse(text.replace('T', ' '), LOCAL)
                            .atZone(SHANGHAI)
                            .toOffsetDateTime()
                    : OffsetDateTime.parse(text);
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        } catch (DateTimeException malformed) {
            problem(column.name(), "not-a-time");
            return null;
        }
    }

    private @Nullable String integer(Column column, String text) {
        if (!text.matches("-?[0-9]{1,18}")) {
            problem(column.name(), "not-a-number");
            return null;
        }
        return text;
    }

    /** Without the blanks that fill a width, the wide one too. */
    private static String stripped(String raw) {
        return raw.replace('\u3000', ' ').replace('\u0000', ' ').strip();
    }
}
