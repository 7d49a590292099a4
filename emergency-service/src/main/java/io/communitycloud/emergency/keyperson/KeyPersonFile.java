package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.InvalidRequest;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A list as a file: CSV (RFC 4180), UTF-8, with a header that names the columns in any order; one may be left out. */
final class KeyPersonFile {

    private KeyPersonFile() {}

    /**
     * Reads a file whole.
     *
     * @throws InvalidRequest where it is no such file
     */
    static List<KeyPersonRow> read(byte[] file) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser rows = format.parse(new StringReader(withoutMark(decode(file))))) {
            requireColumns(rows.getHeaderNames());
            List<KeyPersonRow> read = new ArrayList<>();
            for (CSVRecord row : rows) {
                if (!row.isConsistent()) {
                    throw invalid("row-length", Map.of("row", row.getRecordNumber()));
                }
                if (read.size() == AcceptingKeyPersons.MOST_ROWS) {
                    throw invalid("too-many-rows", Map.of("most", AcceptingKeyPersons.MOST_ROWS));
                }
                read.add(row(row.toMap()));
            }
            return read;
        } catch (CSVException | IllegalArgumentException | UncheckedIOException malformed) {
            throw invalid("not-csv", Map.of());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static KeyPersonRow row(Map<String, String> cells) {
        return new KeyPersonRow(
                cell(cells, "taskId"),
                cell(cells, "name"),
                cell(cells, "idNumber"),
                cell(cells, "phone"),
                cell(cells, "fromArea"),
                cell(cells, "arrivedAt"),
                cell(cells, "address"),
                cell(cells, "policyId"),
                cell(cells, "area"));
    }

    private static @Nullable String cell(Map<String, String> cells, String column) {
        String cell = cells.get(column);
        return cell == null || cell.isBlank() ? null : cell;
    }

    private static void requireColumns(List<String> header) {
        List<FieldError> errors = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            if (!KeyPersonRow.COLUMNS.contains(column)) {
                errors.add(FieldError.of("/" + column, "unknown-column"));
            } else if (!seen.add(column)) {
                errors.add(FieldError.of("/" + column, "not-unique"));
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
    }

    private static String decode(byte[] file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw invalid("not-utf-8", Map.of());
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static InvalidRequest invalid(String code, Map<String, Object> arguments) {
        return new InvalidRequest(List.of(FieldError.of("", code, arguments)));
    }
}
