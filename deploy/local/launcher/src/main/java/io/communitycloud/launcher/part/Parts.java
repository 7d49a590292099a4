package io.communitycloud.launcher.part;

import io.communitycloud.launcher.part.Part.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The table of parts. A new service is one line here, and is started from the day its module has sources. */
public final class Parts {

    private static final int GROUND = 0;
    private static final int PLATFORM = 1;
    static final int SERVICES = 2;

    /** For parts that never have much to do: the optimising compiler would take more of a start than it ever gives back. */
    private static final List<String> SIMPLY_COMPILED = List.of("-XX:TieredStopAtLevel=1");

    /**
     * The optimising compiler comes ten times later than usual.
     *
     * <p>Twelve parts that start at once on two cores keep their compilers busier than themselves, for code most of which
     * is never hot again. What is hot under load is still optimised, some seconds later.
     */
    private static final List<String> COMPILED_WHEN_HOT = List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    private static final List<Part> TABLE = List.of(
            new Part("store", "deploy/local/store", Kind.PLAIN, 27117, GROUND, 512, List.of()),
            new Part("broker", "deploy/local/broker", Kind.PLAIN, 9192, GROUND, 256, SIMPLY_COMPILED),
            new Part("registry", "registry", Kind.BOOT, 8761, PLATFORM, 96, SIMPLY_COMPILED),
            new Part("identity", "deploy/local/identity", Kind.BOOT, 9000, PLATFORM, 96, SIMPLY_COMPILED),
            new Part("edge", "gateway/edge", Kind.BOOT, 8080, SERVICES, 192, COMPILED_WHEN_HOT),
            new Part("resident-service", "resident-service", Kind.BOOT, 8101, SERVICES, 256, COMPILED_WHEN_HOT),
            new Part("notice-service", "notice-service", Kind.BOOT, 8105, SERVICES, 256, COMPILED_WHEN_HOT),
            new Part("team-service", "team-service", Kind.BOOT, 8102, SERVICES, 192, COMPILED_WHEN_HOT),
            new Part("emergency-service", "emergency-service", Kind.BOOT, 8103, SERVICES, 192, COMPILED_WHEN_HOT),
            new Part("resource-service", "resource-service", Kind.BOOT, 8104, SERVICES, 192, COMPILED_WHEN_HOT),
            new Part("exchange", "gateway/exchange", Kind.BOOT, 8110, SERVICES, 192, COMPILED_WHEN_HOT),
            new Part("legacy", "deploy/local/legacy", Kind.BOOT, 8120, SERVICES, 128, SIMPLY_COMPILED));

    private Parts() {}

    public static List<Part> known() {
        return TABLE;
    }

    /** The parts this repository has so far, in the order they are started. */
    public static List<Part> in(Path root) {
        return TABLE.stream()
                .filter(part -> exists(root.resolve(part.module()), part.kind()))
                .sorted(Comparator.comparingInt(Part::tier))
                .toList();
    }

    /** A module may be begun long before it is a program: an application has its configuration, a server its sources. */
    private static boolean exists(Path module, Kind kind) {
        return switch (kind) {
            case PLAIN -> Files.isDirectory(module.resolve("src/main/java"));
            case BOOT -> Files.exists(module.resolve("src/main/resources/application.yml"));
        };
    }

    public static Optional<Part> named(Path root, String name) {
        return in(root).stream().filter(part -> part.name().equals(name)).findFirst();
    }
}
