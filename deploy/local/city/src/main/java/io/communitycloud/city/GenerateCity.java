package io.communitycloud.city;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code residents.csv} for a number of people: {@code GenerateCity [people [seed [file]]]}. */
public final class GenerateCity {

    private GenerateCity() {}

    /** Writes to the named file, or to standard output. */
    public static void main(String[] arguments) throws IOException {
        int people = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SampleCity.DEFAULT_PEOPLE;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : SampleCity.DEFAULT_SEED;
        if (arguments.length > 2) {
            try (Writer file = Files.newBufferedWriter(Path.of(arguments[2]))) {
                SampleCity.write(file, seed, people);
            }
        } else {
            Writer output = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
            SampleCity.write(output, seed, people);
            output.flush();
        }
    }
}
