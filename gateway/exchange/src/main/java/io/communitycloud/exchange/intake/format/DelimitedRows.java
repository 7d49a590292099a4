package io.communitycloud.exchange.intake.format;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows with cells between delimiters, as old systems write them: quotes may stand unescaped in a quoted cell.
 *
 * <p>A CSV library refuses such a line or loses a quote of it. Here a quoted cell ends at a quote before a delimiter or
 * the line's end, and any other quote is text and told. A cell never goes over the end of its line. Lines are decoded
 * before they are split: the second byte of a GBK character may look like a delimiter.
 */
final class DelimitedRows {

    private static final char QUOTE = '"';

    /** A header with more names nobody we know of. */
    private static final int MOST_COLUMNS = 500;

    private DelimitedRows() {}

    static void read(byte[] file, Layout layout, RowSink sink) {
        boolean whole = file.length > 0 && file[file.length - 1] == '\n';
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new ByteArrayInputStream(file),
                layout.charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)))) {
            List<@Nullable Column> columns = new ArrayList<>(layout.columns());
            if (Boolean.TRUE.equals(layout.header())) {
                columns = columns(lines.readLine(), layout, sink);
            }
            rows(lines, layout, columns, whole, sink);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void rows(
            BufferedReader lines, Layout layout, List<@Nullable Column> columns, boolean whole, RowSink sink)
            throws IOException {
        String trailer = layout.trailer();
        int number = 0;
        boolean ended = trailer == null;
        String line = lines.readLine();
        while (line != null) {
            String next = lines.readLine();
            if (trailer != null && next == null && line.startsWith(trailer)) {
                requireCount(line.substring(trailer.length()), number);
                ended = true;
                break;
            }
            number++;
            if (number > layout.mostRows()) {
                throw new FileRefused(number, "", "too-many-rows");
            }
            if (!line.isEmpty()) {
                List<Cell> cells = split(line, layout.separator(), columns.size() + 1);
                if (next == null
                        && !whole
                        && (cells.size() < columns.size() || cells.getLast().open())) {
                    throw new FileRefused(number, nameOf(columns, cells.size() - 1), "truncated-file");
                }
                sink.row(row(number, cells, columns));
            }
            line = next;
        }
        if (!ended) {
            throw new FileRefused(number, "", "truncated-file");
        }
    }

    /** The columns in the order of the file's header. */
    private static List<@Nullable Column> columns(@Nullable String header, Layout layout, RowSink sink) {
        if (header == null) {
            throw new FileRefused("no-rows");
        }
        List<@Nullable Column> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String names = header.startsWith("\uFEFF") ? header.substring(1) : header;
        for (Cell cell : split(names, layout.separator(), MOST_COLUMNS)) {
            Column column = layout.named(cell.text().strip()).orElse(null);
            if (column == null) {
                sink.note(new CellProblem("#" + (columns.size() + 1), "unknown-column"));
            } else if (!seen.add(column.name())) {
                throw new FileRefused(0, column.name(), "repeated-column");
            } else if (layout.columns().indexOf(column) != columns.size()) {
                sink.note(new CellProblem(column.name(), "column-moved"));
            }
            columns.add(column);
        }
        for (Column column : layout.columns()) {
            if (!seen.contains(column.name())) {
                if (column.isRequired()) {
                    throw new FileRefused(0, column.name(), "missing-column");
                }
                sink.note(new CellProblem(column.name(), "missing-column"));
            }
        }
        return columns;
    }

    private static ReadRow row(int number, List<Cell> cells, List<@Nullable Column> columns) {
        RowUnderReading row = new RowUnderReading(number);
        if (cells.size() != columns.size()) {
            row.problem(nameOf(columns, cells.size()), "row-length");
            return row.finish();
        }
        for (int i = 0; i < cells.size(); i++) {
            Column column = columns.get(i);
            if (column == null) {
                continue;
            }
            Cell cell = cells.get(i);
            if (cell.open()) {
                row.problem(column.name(), "open-quote");
                continue;
            }
            if (cell.loose()) {
                row.note(column.name(), "unescaped-quote");
            }
            row.cell(column, cell.text());
        }
        return row.finish();
    }

    private static void requireCount(String rest, int rows) {
        String told = rest.replaceAll("[^0-9]", "");
        if (told.isEmpty() || Long.parseLong(told.substring(0, Math.min(told.length(), 18))) != rows) {
            throw new FileRefused(rows, "", "row-count-wrong");
        }
    }

    private static String nameOf(List<@Nullable Column> columns, int index) {
        Column column = index >= 0 && index < columns.size() ? columns.get(index) : null;
        return column == null ? "" : column.name();
    }

    /**
     * A cell as it stands in its line.
     *
     * @param loose whether a quote in it was not escaped
     * @param open whether its quote was never closed
     */
    private record Cell(String text, boolean loose, boolean open) {}

    /** The cells of a line; of one with more than that, no more than tell so. */
    private static List<Cell> split(String line, char separator, int most) {
        List<Cell> cells = new ArrayList<>();
        int at = 0;
        while (at <= line.length() && cells.size() < most) {
            if (at < line.length() && line.charAt(at) == QUOTE) {
                int end = closing(line, at + 1, separator);
                if (end < 0) {
                    cells.add(new Cell(line.substring(at + 1), false, true));
                    return cells;
                }
                String inner = line.substring(at + 1, end);
                String without = inner.replace("\"\"", "");
                cells.add(new Cell(inner.replace("\"\"", "\""), without.indexOf(QUOTE) >= 0, false));
                at = end + 2;
            } else {
                int end = line.indexOf(separator, at);
                String text = line.substring(at, end < 0 ? line.length() : end);
                cells.add(new Cell(text, text.indexOf(QUOTE) >= 0, false));
                at = end < 0 ? line.length() + 1 : end + 1;
            }
        }
        return cells;
    }

    private static int closing(String line, int from, char separator) {
        for (int i = from; i < line.length(); i++) {
            if (line.charAt(i) == QUOTE) {
                if (i + 1 == line.length() || line.charAt(i + 1) == separator) {
                    return i;
                }
                if (line.charAt(i + 1) == QUOTE) {
                    i++;
                }
            }
        }
        return -1;
    }
}
