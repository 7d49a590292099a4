package io.communitycloud.exchange.intake.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a workbook's first sheet, as people keep them: title rows above the header, columns moved, cells merged.
 *
 * <p>A formula is never read: what it would come to depends on who opens the file. A number where a citizen number must
 * stand has lost its last digits, whatever the cell shows.
 */
final class WorkbookRows {

    private static final int ROWS_ABOVE_HEADER = 10;
    private static final int MOST_DIGITS = 40;

    private WorkbookRows() {}

    static void read(byte[] file, Layout layout, RowSink sink) {
        List<Merged> merged = WorkbookPackage.mergedCells(file);
        try (ReadableWorkbook workbook = open(file);
                Stream<Row> rows = rows(workbook)) {
            Iterator<Row> each = new Guarded(rows.iterator());
            Map<Integer, Column> columns = header(each, layout, sink);
            Map<Merged, @Nullable String> shared = new HashMap<>();
            int number = 0;
            while (each.hasNext()) {
                Row row = each.next();
                number++;
                if (number > layout.mostRows()) {
                    throw new FileRefused(number, "", "too-many-rows");
                }
                if (!empty(row)) {
                    sink.row(row(number, row, columns, layout, merged, shared));
                }
            }
        } catch (IOException | ExcelReaderException unreadable) {
            throw new FileRefused("not-a-workbook");
        }
    }

    private static ReadableWorkbook open(byte[] file) throws IOException {
        try {
            return new ReadableWorkbook(new ByteArrayInputStream(file));
        } catch (RuntimeException unreadable) {
            throw new FileRefused("not-a-workbook");
        }
    }

    private static Stream<Row> rows(ReadableWorkbook workbook) throws IOException {
        try {
            return workbook.getFirstSheet().openStream();
        } catch (RuntimeException unreadable) {
            throw new FileRefused("not-a-workbook");
        }
    }

    /** Rows of a library that fails in many ways, of which we make one; what a sink throws is not among them. */
    private record Guarded(Iterator<Row> rows) implements Iterator<Row> {

        @Override
        public boolean hasNext() {
            try {
                return rows.hasNext();
            } catch (RuntimeException unreadable) {
                throw new FileRefused("not-a-workbook");
            }
        }

        @Override
        public Row next() {
            try {
                return rows.next();
            } catch (RuntimeException unreadable) {
                throw new FileRefused("not-a-workbook");
            }
        }
    }

    /** A span of cells that show one value. */
    record Merged(int firstRow, int lastRow, int firstColumn, int lastColumn) {

        boolean holds(int row, int column) {
            return row >= firstRow && row <= lastRow && column >= firstColumn && column <= lastColumn;
        }

        boolean begins(int row, int column) {
            return row == firstRow && column == firstColumn;
        }
    }

    private static Map<Integer, Column> header(Iterator<Row> rows, Layout layout, RowSink sink) {
        for (int above = 0; above < ROWS_ABOVE_HEADER && rows.hasNext(); above++) {
            Map<Integer, Column> found = new HashMap<>();
            List<Integer> unknown = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (Cell cell : rows.next()) {
                if (cell == null || cell.getType() != CellType.STRING) {
                    continue;
                }
                Column column = layout.named(cell.asString().strip()).orElse(null);
                if (column == null) {
                    unknown.add(cell.getColumnIndex());
                } else if (seen.add(column.name())) {
                    found.put(cell.getColumnIndex(), column);
                } else {
                    throw new FileRefused(0, column.name(), "repeated-column");
                }
            }
            if (found.size() > 1) {
                tell(found, unknown, seen, layout, sink);
                return found;
            }
        }
        throw new FileRefused(0, layout.columns().getFirst().name(), "missing-column");
    }

    private static void tell(
            Map<Integer, Column> found, List<Integer> unknown, Set<String> seen, Layout layout, RowSink sink) {
        found.forEach((index, column) -> {
            if (layout.columns().indexOf(column) != index) {
                sink.note(new CellProblem(column.name(), "column-moved"));
            }
        });
        unknown.forEach(index -> sink.note(new CellProblem(letter(index), "unknown-column")));
        for (Column column : layout.columns()) {
            if (!seen.contains(column.name())) {
                if (column.isRequired()) {
                    throw new FileRefused(0, column.name(), "missing-column");
                }
                sink.note(new CellProblem(column.name(), "missing-column"));
            }
        }
    }

    private static ReadRow row(
            int number,
            Row row,
            Map<Integer, Column> columns,
            Layout layout,
            List<Merged> merged,
            Map<Merged, @Nullable String> shared) {
        RowUnderReading reading = new RowUnderReading(number);
        columns.forEach((index, column) -> {
            Merged span = span(merged, row.getRowNum(), index);
            if (span != null && !span.begins(row.getRowNum(), index)) {
                if (column.field().equals(layout.key())) {
                    // Who a row is about cannot be shared with another row.
                    reading.problem(column.name(), "merged-cell");
                } else {
                    reading.note(column.name(), "merged-cell");
                    reading.cell(column, shared.get(span));
                }
                return;
            }
            String text = text(row.hasCell(index) ? row.getCell(index) : null, column, reading);
            if (span != null) {
                shared.put(span, text);
            }
            if (text != null || !reading.has(column)) {
                reading.cell(column, text);
            }
        });
        return reading.finish();
    }

    private static @Nullable String text(@Nullable Cell cell, Column column, RowUnderReading reading) {
        if (cell == null) {
            return null;
        }
        return switch (cell.getType()) {
            case EMPTY -> null;
            case STRING -> cell.asString();
            case BOOLEAN -> String.valueOf(cell.asBoolean());
            case NUMBER -> number(cell, column, reading);
            case FORMULA -> {
                reading.problem(column.name(), "formula-cell");
                yield null;
            }
            case ERROR -> {
                reading.problem(column.name(), "error-cell");
                yield null;
            }
        };
    }

    private static @Nullable String number(Cell cell, Column column, RowUnderReading reading) {
        return switch (column.kind()) {
            case CITIZEN_NUMBER -> {
                reading.problem(column.name(), "number-as-float");
                yield null;
            }
            case DATE -> date(cell, column, reading);
            case TEXT, NAME, PHONE, TIME, INTEGER -> plain(cell.asNumber(), column, reading);
        };
    }

    private static @Nullable String date(Cell cell, Column column, RowUnderReading reading) {
        try {
            return cell.asDate().toLocalDate().toString();
        } catch (DateTimeException | ArithmeticException | ExcelReaderException noDay) {
            reading.problem(column.name(), "not-a-date");
            return null;
        }
    }

    /** Without an exponent, where that takes no more digits than anybody writes. */
    private static @Nullable String plain(BigDecimal number, Column column, RowUnderReading reading) {
        if (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
            reading.problem(column.name(), "not-a-number");
            return null;
        }
        return number.stripTrailingZeros().toPlainString();
    }

    private static @Nullable Merged span(List<Merged> merged, int row, int column) {
        for (Merged each : merged) {
            if (each.holds(row, column)) {
                return each;
            }
        }
        return null;
    }

    private static boolean empty(Row row) {
        for (Cell cell : row) {
            if (cell != null && cell.getType() != CellType.EMPTY) {
                return false;
            }
        }
        return true;
    }

    private static String letter(int index) {
        return index < 26 ? String.valueOf((char) ('A' + index)) : "#" + (index + 1);
    }
}
