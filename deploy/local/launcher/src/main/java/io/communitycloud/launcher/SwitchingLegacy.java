package io.communitycloud.launcher;

import io.communitycloud.launcher.part.Copy;
import io.communitycloud.launcher.part.Part;
import io.communitycloud.launcher.part.Parts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the stand-ins of legacy systems to hang, to fail, to be well again.
 *
 * @param mode one of {@link #MODES}
 * @param system id of the catalogue, or {@code all}
 * @param except ids that stay as they are
 */
record SwitchingLegacy(String mode, String system, List<String> except) {

    static final Set<String> MODES = Set.of("hang", "slow", "fail", "close", "ok");

    private static final String ALL = "all";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    SwitchingLegacy {
        except = List.copyOf(except);
    }

    static SwitchingLegacy of(Arguments arguments) throws UsageException {
        List<String> operands = arguments.operands();
        if (operands.size() != 2) {
            throw new UsageException("name what to do, one of hang, slow, fail, close, ok, and one system or all");
        }
        String mode = operands.getFirst();
        if (!MODES.contains(mode)) {
            throw new UsageException("a stand-in cannot " + mode + ", only hang, slow, fail, close or be ok");
        }
        List<String> except = new ArrayList<>();
        for (String id : arguments.value("except").orElse("").split(",", -1)) {
            if (!id.isBlank()) {
                except.add(id.strip().toUpperCase(Locale.ROOT));
            }
        }
        String system = operands.getLast();
        if (system.equals(ALL)) {
            return new SwitchingLegacy(mode, system, except);
        }
        if (!except.isEmpty()) {
            throw new UsageException("--except goes with all");
        }
        if (!system.matches("[A-Za-z]{3}-\\d\\d")) {
            throw new UsageException(system + " is no id of a system; they look like PSB-01");
        }
        return new SwitchingLegacy(mode, system.toUpperCase(Locale.ROOT), except);
    }

    /** The state of every stand-in afterwards, a line for each. */
    List<String> carryOut(Copy copy) throws IOException, InterruptedException, CommandFailedException {
        Part part = Parts.known().stream()
                .filter(each -> each.name().equals("legacy"))
                .findFirst()
                .orElseThrow();
        return carryOut(URI.create("http://127.0.0.1:" + copy.port(part)));
    }

    List<String> carryOut(URI standIns) throws IOException, InterruptedException, CommandFailedException {
        JsonMapper json = JsonMapper.shared();
        HttpRequest request = HttpRequest.newBuilder(standIns.resolve("/control/systems/" + system))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json.writeValueAsString(Map.of("mode", mode, "except", except))))
                .build();
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(3))
                .build()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == NOT_FOUND) {
                throw new CommandFailedException("there is no such system among " + system + " " + except);
            }
            if (answer.statusCode() != OK) {
                throw new CommandFailedException("the stand-ins answered " + answer.statusCode());
            }
            List<String> lines = new ArrayList<>();
            for (JsonNode each : json.readTree(answer.body())) {
                lines.add("%-8s%-8s%s"
                        .formatted(
                                each.path("id").asString(""),
                                each.path("mode").asString(""),
                                each.path("open").asBoolean(true) ? "" : "outside its hours")
                        .stripTrailing());
            }
            return lines;
        }
    }
}
