package io.communitycloud.launcher.build;

import io.communitycloud.launcher.build.Unpacked.Program;
import io.communitycloud.launcher.part.Copy;
import io.communitycloud.launcher.part.Environment;
import io.communitycloud.launcher.part.Part;
import io.communitycloud.launcher.part.Part.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
                .filter(part -> part.kind() == Kind.BOOT)
                .filter(part -> !jars.isMissing(part))
                .filter(part -> Files.notExists(unpacked.of(part).cache()))
                .toList();
    }

    /** Trains what is untrained; a part that cannot be trained goes on starting without. */
    public void train() throws InterruptedException {
        for (Part part : untrained()) {
            train(unpacked.of(part));
        }
    }

    private void train(Program program) throws InterruptedException {
        Path draft = program.folder().resolve("training.aot");
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
            command.addAll(List.of("/usr/bin/nice", "-n", "19"));
        }
        command.addAll(Commands.toTrain(program, draft));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(copy.home().toFile());
        Map<String, String> variables = new HashMap<>(environment.of(program.part()));
        // The training's caches of Spring and of the JDK are taken without a port of the running part's.
        variables.put("MANAGEMENT_SERVER_PORT", "0");
        builder.environment().putAll(variables);
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            copy.log("training").toFile()))
                    .start();
            if (!process.waitFor(MINUTES_TO_TRAIN, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            } else if (Files.exists(draft)) {
                Files.move(draft, program.cache(), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The start-up cache of " + program.part().name() + " was not trained", e);
        }
    }
}
