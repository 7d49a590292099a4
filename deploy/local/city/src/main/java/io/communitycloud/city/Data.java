package io.communitycloud.city;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The reference data that ship beside the classes. */
final class Data {

    private Data() {}

    static InputStream open(String name) {
        return Objects.requireNonNull(Data.class.getResourceAsStream(name), () -> name + " is not shipped");
    }

    /** The fields of each line below the header; the files have no quoted fields. */
    static List<String[]> rows(String name) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
