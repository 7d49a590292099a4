package io.communitycloud.resident.identifier;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The area codes of GB/T 2260 seen in any edition from 2002-12 to 2023-06; an abolished county stays in it.
 *
 * <p>A number keeps the code in force when it was issued, for ever, so the historic set counts and not today's.
 */
public final class Gb2260Codes {

    private final Map<String, String> names;

    private Gb2260Codes(Map<String, String> names) {
        this.names = names;
    }

    /** Reads the list that ships beside this class. */
    public static Gb2260Codes shipped() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(
                        Gb2260Codes.class.getResourceAsStream("gb2260-codes.csv"), "gb2260-codes.csv is not shipped"),
                StandardCharsets.UTF_8))) {
            return new Gb2260Codes(lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .collect(Collectors.toUnmodifiableMap(fields -> fields[0], fields -> fields[1])));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public boolean contains(String code) {
        return names.containsKey(code);
    }

    /** The latest name under which the code was seen. */
    public Optional<String> nameOf(String code) {
        return Optional.ofNullable(names.get(code));
    }

    public int size() {
        return names.size();
    }
}
