package io.communitycloud.launcher.build;

import io.communitycloud.launcher.build.Unpacked.Program;
import io.communitycloud.launcher.part.Copy;
import io.communitycloud.launcher.part.Environment;
import io.communitycloud.launcher.part.Health;
import io.communitycloud.launcher.part.Part;
import io.communitycloud.launcher.part.Part.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Trains the JDK's start-up caches, one part after the other and at the lowest priority.
 *
 * <p>A cache takes 60 to 100 MB of disk and half a minute of one core, once per change of a part; a start with it takes
 * less than half of the time without.
 */
public final class StartupCaches {

    private static final int MINUTES_TO_TRAIN = 5;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Path SESSION = Path.of("/proc/self/autogroup");
    private static final String LOWEST = "19";

    private final Copy copy;
    private final Environment environment;
    private final Unpacked unpacked;

    public StartupCaches(Copy copy, Environment environment) {
        this.copy = copy;
        this.environment = environment;
        this.unpacked = new Unpacked(copy);
    }

    /** The parts that would start faster after a training. */
    public List<Part> untrained() {
        Jars jars = new Jars(copy.root());
        return copy.parts().stream()
                .filter(part -> !jars.isMissing(part))
                .filter(part -> Files.notExists(unpacked.of(part).cache()))
                .toList();
    }

    /** Trains what is untrained; a part that cannot be trained goes on starting without. */
    public void train() throws InterruptedException {
        yieldToEverybody();
        for (Part part : untrained()) {
            train(unpacked.of(part));
        }
    }

    /**
     * Linux shares the processors among sessions before it looks at priorities, and this process has a session of its own:
     * without a word for the whole session it would take as much as a part that answers calls.
     */
    private static void yieldToEverybody() {
        if (Files.isWritable(SESSION)) {
            try {
                Files.writeString(SESSION, LOWEST);
            } catch (IOException e) {
                System.err.println("The training goes on at the usual priority: " + e.getMessage());
            }
        }
    }

    private void train(Program program) throws InterruptedException {
        Path draft = program.folder().resolve("training.aot");
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
            command.addAll(List.of("/usr/bin/nice", "-n", LOWEST));
        }
        command.addAll(Commands.toTrain(program, draft));
        Path scratch = copy.run().resolve("training");
        try {
            Unpacked.delete(scratch);
            Files.createDirectories(scratch);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(scratch.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            copy.log("training").toFile()));
            int port = freePort();
            builder.environment().putAll(apart(program.part(), scratch, port));
            Process process = builder.start();
            if (program.part().kind() == Kind.PLAIN) {
                // It does not end by itself; when it listens, it has loaded what a start loads.
                awaitListening(process, port);
                process.destroy();
            }
            if (!process.waitFor(MINUTES_TO_TRAIN, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            } else if (Files.exists(draft)) {
                Files.move(draft, program.cache(), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(draft);
            Unpacked.delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The start-up cache of " + program.part().name() + " was not trained", e);
        }
    }

    /** The part's own environment, but away from the running part's ports, data and name. */
    private Map<String, String> apart(Part part, Path scratch, int port) throws IOException {
        Map<String, String> variables = new HashMap<>(environment.of(part));
        variables.put("CLOUD_HOME", scratch.toString());
        variables.put("MANAGEMENT_SERVER_PORT", "0");
        // Under the running part's name it would tell the registry that the part is starting again.
        variables.put("EUREKA_CLIENT_REGISTERWITHEUREKA", "false");
        if (part.kind() == Kind.PLAIN) {
            variables.replace("STORE_PORT", Integer.toString(port));
            variables.replace("BROKER_PORT", Integer.toString(port));
            variables.replace("BROKER_CONTROLLER_PORT", Integer.toString(freePort()));
        }
        return variables;
    }

    private static void awaitListening(Process process, int port) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(MINUTES_TO_TRAIN));
        while (process.isAlive() && Instant.now().isBefore(end) && !Health.listens(port)) {
            Thread.sleep(PAUSE);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
