package io.communitycloud.exchange.intake.format;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a system's files or messages look like, from its manifest.
 *
 * @param encoding of the file: {@code GB18030}, {@code GBK}, {@code UTF-8}
 * @param delimiter between cells, a comma where it is not said
 * @param header whether the first line names the columns; else they come in the order of {@code columns}
 * @param rows the member of a JSON message that holds the rows; the name of a row in an XML message
 * @param key the field that may stand in a file once
 * @param mostRows a file of more is refused
 * @param trailer what the last line begins with, followed by the number of rows; a file without it was cut off
 */
public record Layout(
        Format format,
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable Boolean header,
        @Nullable String rows,
        List<Column> columns,
        @Nullable String key,
        int mostRows,
        @Nullable String trailer) {

    public Layout {
        columns = List.copyOf(columns);
        if (format != Format.CAP && columns.isEmpty()) {
            throw new IllegalArgumentException("a layout without columns");
        }
        if (format == Format.FIXED_WIDTH && columns.stream().anyMatch(column -> column.to() == null)) {
            throw new IllegalArgumentException("a column of a fixed width needs from and to");
        }
    }

    Charset charset() {
        return Charset.forName(encoding == null ? "UTF-8" : encoding);
    }

    char separator() {
        return delimiter == null ? ',' : delimiter.charAt(0);
    }

    /** The bytes of a line. */
    int width() {
        return columns.stream().mapToInt(Column::last).max().orElse(0);
    }

    Optional<Column> named(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** What a file or message is made of. */
    public enum Format {
        /** Cut on bytes, a line per row. */
        FIXED_WIDTH,
        /** Cells between delimiters, quotes escaped or not. */
        DELIMITED,
        /** XLSX: columns found by their header, wherever they stand. */
        WORKBOOK,
        /** An array of objects in a JSON message. */
        JSON,
        /** Elements of one name in an XML message, in an envelope of SOAP or without. */
        XML,
        /** Common Alerting Protocol 1.2. */
        CAP
    }
}
