package io.communitycloud.bench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What else the machine does while something is measured. */
final class Machine {

    /** Asked for before any of them is given up. */
    private static final int LAST_PROCESSOR = Runtime.getRuntime().availableProcessors() - 1;

    private Machine() {}

    /** How many would run, on average of the last minute, where the system tells. */
    static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        } catch (IOException e) {
            return "unknown";
        }
    }

    /**
     * Puts processes, with all their threads, onto the machine's last processor, or back onto all.
     *
     * <p>Otherwise it is chance which of them sits beside whoever asks it, and for long: there an answer comes at once,
     * elsewhere a sleeping processor is woken first, which costs more than many answers do.
     *
     * @return whether that could be done
     */
    static boolean share(boolean one, long... processes) {
        boolean done = true;
        for (long process : processes) {
            done &= run("taskset", "-apc", one ? "" + LAST_PROCESSOR : "0-" + LAST_PROCESSOR, "" + process);
        }
        return done;
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectErrorStream(true)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
