package io.communitycloud.launcher;

import io.communitycloud.launcher.build.StartupCaches;
import io.communitycloud.launcher.part.Copy;
import io.communitycloud.launcher.part.Environment;
import io.communitycloud.launcher.part.PartProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The background process that trains start-up caches after a first start. */
final class Training {

    /** Its name among the copy's processes and logs. */
    static final String NAME = "training";

    private Training() {}

    /** Begins it where something is untrained; {@code CLOUD_TRAINING=off} forbids it, for measurements. */
    static void begin(Copy copy, Environment environment, Console console) {
        if ("off".equals(System.getenv("CLOUD_TRAINING"))
                || new StartupCaches(copy, environment).untrained().isEmpty()) {
            return;
        }
        new PartProcess(copy, NAME)
                .start(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dcloud.root=" + copy.root(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Cloud.class.getName(),
                                NAME),
                        Map.of(
                                "CLOUD_HOME",
                                copy.home().toString(),
                                "CLOUD_PORT_OFFSET",
                                Integer.toString(copy.portOffset())));
        console.tell("start-up caches are being trained in the background: the next start is faster");
    }

    /** Ends it wherever it is; what it has finished stays. */
    static void end(Copy copy) {
        PartProcess training = new PartProcess(copy, NAME);
        training.handle().ifPresent(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
        training.stop(Duration.ofSeconds(5));
    }
}
