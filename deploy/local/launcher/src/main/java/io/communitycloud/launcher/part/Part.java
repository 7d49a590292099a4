package io.communitycloud.launcher.part;

import java.util.List;
import java.util.stream.Stream;

/**
 * One process of the platform.
 *
 * @param name what it is called everywhere: in commands, logs, tokens and the registry
 * @param module its Maven module, relative to the repository's root
 * @param kind how its jar is started
 * @param port the port it listens on before the copy's shift
 * @param tier parts of a lower tier are started first and stopped last
 * @param heapMiB the most its heap may take
 * @param flags what its JVM is told besides
 */
public record Part(String name, String module, Kind kind, int port, int tier, int heapMiB, List<String> flags) {

    /** How a part's jar is started and asked how it is. */
    public enum Kind {
        /** A plain jar beside its libraries; it is up when its port answers. */
        PLAIN,
        /** A Spring Boot jar; it is up when its readiness says so. */
        BOOT
    }

    private static final int MANAGEMENT_SHIFT = 1000;

    /** The last segment of the module's folder is not always the artifact's name. */
    public String artifact() {
        return name.equals("identity") ? "identity-provider" : name;
    }

    public int managementPort() {
        return port + MANAGEMENT_SHIFT;
    }

    /** Whether it keeps documents and speaks to the others, and so needs the platform's secrets. */
    public boolean isService() {
        return tier >= Parts.SERVICES;
    }

    /** The JVM's options, the same for training its start-up cache and for running on it. */
    public List<String> jvmFlags() {
        return Stream.concat(
                        Stream.of(
                                "-Xms" + Math.min(heapMiB, 48) + "m",
                                "-Xmx" + heapMiB + "m",
                                "-XX:+UseSerialGC",
                                "-XX:+UseCompactObjectHeaders",
                                "-Xss512k",
                                // Otherwise the C library keeps what a start or a burst has freed.
                                "-XX:TrimNativeHeapInterval=60000",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-Dfile.encoding=UTF-8"),
                        flags.stream())
                .toList();
    }
}
