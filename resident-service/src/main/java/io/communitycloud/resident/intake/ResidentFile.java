package io.communitycloud.resident.intake;

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

/** The file of residents: CSV (RFC 4180), UTF-8, with a header; its columns are described in the service's README. */
final class ResidentFile {

    /** The columns a file has, in any order; no other may be there. */
    static final List<String> COLUMNS = List.of(
            "externalId",
            "name",
            "idType",
            "idNumber",
            "sex",
            "birthDate",
            "ethnic",
            "phone",
            "area",
            "dwellingId",
            "lane",
            "building",
            "unit",
            "room",
            "dwellingType",
            "householdId",
            "relation",
            "residence");

    /** More rows than this belong into several files. */
    static final int MOST_ROWS = 100_000;

    private ResidentFile() {}

    /**
     * Reads a file whole.
     *
     * @throws InvalidRequest where it is no such file
     */
    static List<ImportRow> read(byte[] file) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser rows = format.parse(new StringReader(withoutMark(decode(file))))) {
            requireColumns(rows.getHeaderNames());
            Map<String, Set<String>> seen = Map.of("externalId", new HashSet<>(), "idNumber", new HashSet<>());
            List<ImportRow> read = new ArrayList<>();
            for (CSVRecord row : rows) {
                if (!row.isConsistent()) {
                    throw invalid("row-length", Map.of("row", row.getRecordNumber()));
                }
                if (read.size() == MOST_ROWS) {
                    throw invalid("too-many-rows", Map.of("most", MOST_ROWS));
                }
                Map<String, String> cells = row.toMap();
                read.add(new ImportRow(read.size() + 1, cells, repeated(cells, seen)));
            }
            return read;
        } catch (CSVException | IllegalArgumentException malformed) {
            throw invalid("not-csv", Map.of());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (UncheckedIOException malformedRow) {
            throw invalid("not-csv", Map.of());
        }
    }

    private static void requireColumns(List<String> header) {
        List<FieldError> errors = new ArrayList<>();
        Set<String> missing = new HashSet<>(COLUMNS);
        for (String column : header) {
            if (!missing.remove(column)) {
                errors.add(
                        FieldError.of("/" + column, COLUMNS.contains(column) ? "duplicate-column" : "unknown-column"));
            }
        }
        missing.stream().sorted().forEach(column -> errors.add(FieldError.of("/" + column, "missing-column")));
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
    }

    /** What may stand in a file once and did already: told of the later row, whichever is worked off first. */
    private static Set<String> repeated(Map<String, String> cells, Map<String, Set<String>> seen) {
        Set<String> repeated = new HashSet<>();
        seen.forEach((column, texts) -> {
            String text = cells.getOrDefault(column, "").strip();
            if (!text.isEmpty() && !texts.add(text)) {
                repeated.add(column);
            }
        });
        return repeated;
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
