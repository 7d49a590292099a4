package io.communitycloud.launcher.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One copy of the platform on this machine: the sources it is started from, the folder of its state, its ports' shift.
 *
 * @param root the repository
 * @param home everything the copy writes, secrets and data included
 * @param portOffset added to every port, so that several copies run side by side
 */
public record Copy(Path root, Path home, int portOffset) {

    private static final String HOST = "127.0.0.1";
    private static final int EDGE = 8080;
    private static final int IDENTITY = 9000;
    private static final int HIGHEST_PORT = 65_535;
    private static final int HIGHEST_USED = 28_117;

    public Copy {
        if (portOffset < 0 || portOffset > HIGHEST_PORT - HIGHEST_USED) {
            throw new IllegalArgumentException(
                    "CLOUD_PORT_OFFSET lies between 0 and " + (HIGHEST_PORT - HIGHEST_USED) + ", not at " + portOffset);
        }
    }

    /**
     * The copy this command is about.
     *
     * <p>A shift that is not stated is the one the running copy was started with.
     */
    public static Copy from(Path root, Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("CLOUD_HOME", ".cloud")).toAbsolutePath();
        String stated = environment.get("CLOUD_PORT_OFFSET");
        if (stated == null || stated.isBlank()) {
            stated = rememberedOffset(home);
        }
        try {
            return new Copy(root, home, Integer.parseInt(stated.strip()));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("CLOUD_PORT_OFFSET is not a number: " + stated, e);
        }
    }

    public int port(Part part) {
        return part.port() + portOffset;
    }

    public int managementPort(Part part) {
        return part.managementPort() + portOffset;
    }

    public URI gateway() {
        return URI.create("http://" + HOST + ":" + (EDGE + portOffset));
    }

    public URI identity() {
        return URI.create("http://" + HOST + ":" + (IDENTITY + portOffset));
    }

    public Path logs() {
        return home.resolve("logs");
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    public Path run() {
        return home.resolve("run");
    }

    public Path data() {
        return home.resolve("data");
    }

    public Path secrets() {
        return home.resolve("secrets");
    }

    /** The parts this copy consists of. */
    public List<Part> parts() {
        return Parts.in(root);
    }

    /** Lets later commands find the running copy without being told its shift again. */
    public void rememberOffset() {
        try {
            Files.createDirectories(run());
            Files.writeString(offsetFile(home), Integer.toString(portOffset));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called when nothing runs any more. */
    public void forgetOffset() {
        try {
            Files.deleteIfExists(offsetFile(home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rememberedOffset(Path home) {
        try {
            return Files.exists(offsetFile(home)) ? Files.readString(offsetFile(home)) : "0";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path offsetFile(Path home) {
        return home.resolve("run").resolve("port-offset");
    }
}
