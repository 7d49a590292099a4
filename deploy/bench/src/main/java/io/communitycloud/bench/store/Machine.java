package io.communitycloud.bench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What else the machine does while something is measured. */
final class Machine {

    private Machine() {}

    /** How many would run, on average of the last minute, where the system tells. */
    static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        } catch (IOException e) {
            return "unknown";
        }
    }
}
