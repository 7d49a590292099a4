package io.communitycloud.launcher.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs Maven on the repository with the JDK that runs the launcher. */
public final class Maven {

    private static final String QUIET = "--sun-misc-unsafe-memory-access=allow";

    private final Path root;

    public Maven(Path root) {
        this.root = root;
    }

    /**
     * Packages modules and what they stand on, without tests.
     *
     * @return Maven's exit code; everything it said is in the log
     */
    public int packageModules(List<String> modules, Path log) throws InterruptedException {
        try {
            Files.createDirectories(log.getParent());
            return process(List.of(
                            "-q",
                            "-T",
                            "1C",
                            "-DskipTests",
                            "-Dspotless.check.skip",
                            "-Djacoco.skip",
                            "-Dcyclonedx.skip",
                            "-pl",
                            String.join(",", modules),
                            "-am",
                            "package"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("Maven is not on the PATH: install it (apt-get install maven)", e);
        }
    }

    /** Runs Maven in the foreground and tells its exit code. */
    public int run(List<String> arguments) throws InterruptedException {
        try {
            return process(arguments).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("Maven is not on the PATH: install it (apt-get install maven)", e);
        }
    }

    private ProcessBuilder process(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("mvn"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // Maven's own Guava calls what JDK 25 warns about; whoever builds can do nothing about it.
        builder.environment().merge("MAVEN_OPTS", QUIET, (theirs, ours) -> theirs + " " + ours);
        return builder;
    }
}
