package io.communitycloud.exchange.intake.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * Rows of a fixed width, cut on bytes: in GB18030 a character is one, two or four of them.
 *
 * <p>No byte of a longer character is a line feed, so lines are found before anything is decoded.
 */
final class FixedWidthRows {

    private FixedWidthRows() {}

    static void read(byte[] file, Layout layout, RowSink sink) {
        int width = layout.width();
        int number = 0;
        int start = 0;
        while (start < file.length) {
            int end = start;
            while (end < file.length && file[end] != '\n') {
                end++;
            }
            boolean cutOff = end == file.length;
            int last = end > start && file[end - 1] == '\r' ? end - 1 : end;
            number++;
            if (number > layout.mostRows()) {
                throw new FileRefused(number, "", "too-many-rows");
            }
            if (cutOff && last - start < width) {
                throw new FileRefused(number, firstMissing(layout, last - start), "truncated-file");
            }
            sink.row(row(number, Arrays.copyOfRange(file, start, last), layout, width));
            start = end + 1;
        }
    }

    private static ReadRow row(int number, byte[] line, Layout layout, int width) {
        RowUnderReading row = new RowUnderReading(number);
        if (line.length != width) {
            row.problem(firstMissing(layout, line.length), "row-length");
            return row.finish();
        }
        for (Column column : layout.columns()) {
            try {
                row.cell(
                        column,
                        layout.charset()
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)
                                .decode(ByteBuffer.wrap(line, column.first() - 1, column.last() - column.first() + 1))
                                .toString());
            } catch (CharacterCodingException undecodable) {
                row.problem(column.name(), "undecodable");
            }
        }
        return row.finish();
    }

    /** The column in which a line of so many bytes ends, or nothing where it is too long. */
    private static String firstMissing(Layout layout, int bytes) {
        return layout.columns().stream()
                .filter(column -> column.last() > bytes)
                .findFirst()
                .map(Column::name)
                .orElse("");
    }
}
