package io.communitycloud.launcher;

import io.communitycloud.launcher.part.Copy;
import io.communitycloud.launcher.part.Part;
import io.communitycloud.launcher.part.PartProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Stops everything, the callers before those they call, so that nobody ends with an open question. */
final class TakingDown {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Copy copy;
    private final Console console;

    TakingDown(Copy copy, Console console) {
        this.copy = copy;
        this.console = console;
    }

    void down() {
        Training.end(copy);
        TreeMap<Integer, List<Part>> tiers =
                copy.parts().stream().collect(Collectors.groupingBy(Part::tier, TreeMap::new, Collectors.toList()));
        for (Map.Entry<Integer, List<Part>> tier : tiers.descendingMap().entrySet()) {
            tier.getValue().parallelStream().forEach(this::stop);
        }
        copy.forgetOffset();
        console.tell("The platform is down.");
    }

    void stop(Part part) {
        PartProcess process = new PartProcess(copy, part.name());
        if (process.handle().isEmpty()) {
            return;
        }
        boolean willing = process.stop(PATIENCE);
        console.tell("%-18s %s"
                .formatted(part.name(), willing ? "stopped" : "ended by force after " + PATIENCE.toSeconds() + " s"));
    }
}
