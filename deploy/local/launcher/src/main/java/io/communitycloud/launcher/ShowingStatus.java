package io.communitycloud.launcher;

import io.communitycloud.launcher.part.Copy;
import io.communitycloud.launcher.part.Health;
import io.communitycloud.launcher.part.Health.State;
import io.communitycloud.launcher.part.Lag;
import io.communitycloud.launcher.part.Part;
import io.communitycloud.launcher.part.PartProcess;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells each part's state, as a table for people or as JSON for programs. */
final class ShowingStatus {

    private final Copy copy;
    private final Console console;

    ShowingStatus(Copy copy, Console console) {
        this.copy = copy;
        this.console = console;
    }

    /** What is known of one part; the optional figures exist while it runs. */
    record Line(
            String name,
            State state,
            int port,
            Optional<Long> pid,
            Optional<Long> residentMiB,
            Optional<Duration> uptime) {}

    void show(boolean asJson) {
        List<Line> lines = copy.parts().parallelStream().map(this::line).toList();
        if (asJson) {
            console.answer(json(copy, lines));
        } else {
            table(lines);
        }
    }

    private Line line(Part part) {
        PartProcess process = new PartProcess(copy, part.name());
        return new Line(
                part.name(),
                new Health(copy).of(part),
                copy.port(part),
                process.handle().map(ProcessHandle::pid),
                process.residentMiB(),
                process.uptime());
    }

    static String json(Copy copy, List<Line> lines) {
        ObjectNode status = JsonMapper.shared().createObjectNode();
        status.put("gateway", copy.gateway().toString());
        ArrayNode parts = status.putArray("parts");
        for (Line line : lines) {
            parts.addObject()
                    .put("name", line.name())
                    .put("state", line.state().name().toLowerCase(Locale.ROOT))
                    .put("port", line.port())
                    .put("pid", line.pid().orElse(null))
                    .put("rssMiB", line.residentMiB().orElse(null))
                    .put("uptimeSeconds", line.uptime().map(Duration::toSeconds).orElse(null));
        }
        return status.toString();
    }

    private void table(List<Line> lines) {
        console.answer(
                "%-18s %-9s %6s %8s %9s %10s %8s".formatted("PART", "STATE", "PORT", "PID", "MEMORY", "UPTIME", "LAG"));
        Lag lag = new Lag(copy);
        for (Line line : lines) {
            console.answer("%-18s %-9s %6d %8s %9s %10s %8s"
                    .formatted(
                            line.name(),
                            line.state().name().toLowerCase(Locale.ROOT),
                            line.port(),
                            line.pid().map(Object::toString).orElse("-"),
                            line.residentMiB().map(mib -> mib + " MiB").orElse("-"),
                            line.uptime().map(ShowingStatus::readable).orElse("-"),
                            lag.of(line.name(), line.port())
                                    .map(Object::toString)
                                    .orElse("-")));
        }
        long total =
                lines.stream().mapToLong(line -> line.residentMiB().orElse(0L)).sum();
        console.answer("%-18s %-9s %6s %8s %9s".formatted("together", "", "", "", total + " MiB"));
        if (new PartProcess(copy, Training.NAME).handle().isPresent()) {
            console.tell("start-up caches are being trained in the background");
        }
    }

    static String readable(Duration uptime) {
        if (uptime.toHours() > 0) {
            return uptime.toHours() + "h" + uptime.toMinutesPart() + "m";
        }
        return uptime.toMinutes() > 0
                ? uptime.toMinutes() + "m" + uptime.toSecondsPart() + "s"
                : uptime.toSeconds() + "s";
    }
}
