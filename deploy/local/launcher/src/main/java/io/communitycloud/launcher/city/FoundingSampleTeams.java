package io.communitycloud.launcher.city;

import io.communitycloud.city.SampleCity;
import io.communitycloud.city.SampleTeam;
import io.communitycloud.city.SampleTeams;
import io.communitycloud.launcher.Platform;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Founds the sample city's teams, once in the life of a copy's data, as a committee would: one call each.
 *
 * <p>A team is recognised by its name within its committee, so that repeating a founding that was cut short completes it.
 * The team service hears of residents by events; while it has not heard of a leader yet, her team is tried again.
 */
public final class FoundingSampleTeams {

    private static final int AT_ONCE = 8;
    private static final int PAGE = 200;
    private static final int YOUNGEST_BORN = SampleCity.AS_OF.getYear() - 19;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Platform platform;
    private final Path marker;
    private final JsonMapper json = JsonMapper.shared();

    public FoundingSampleTeams(Platform platform, Path data) {
        this.platform = platform;
        this.marker = data.resolve("sample-teams");
    }

    /** Whether teams have been founded before. */
    public boolean isDone() {
        return Files.exists(marker);
    }

    /**
     * Founds the teams of a city of so many people.
     *
     * @return how many teams there are now
     */
    public int found(int residents) throws IOException, InterruptedException {
        Map<String, List<String>> adults = adults();
        List<Callable<Boolean>> foundings = new ArrayList<>();
        for (SampleTeam team : SampleTeams.generate(SampleCity.DEFAULT_SEED, residents)) {
            List<String> here = adults.getOrDefault(team.area(), List.of());
            if (!here.isEmpty()) {
                foundings.add(() -> found(team, here));
            }
        }
        try (ExecutorService workers =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (Future<Boolean> each : workers.invokeAll(foundings)) {
                each.get();
            }
        } catch (ExecutionException failure) {
            throw new IOException("a team could not be founded: " + failure.getCause(), failure);
        }
        Files.createDirectories(marker.getParent());
        Files.writeString(marker, Integer.toString(foundings.size()));
        return foundings.size();
    }

    private boolean found(SampleTeam team, List<String> adults) throws IOException, InterruptedException {
        // Teams of one committee are led by different people as long as there are enough of them.
        int first = Math.floorMod(team.name().hashCode(), adults.size());
        String head = platform.token(Map.of("role", "committee-head", "area", team.area(), "as", "sample-teams"));
        JsonNode founded = foundOrFind(team, adults.get(first), head);
        String path = "/api/v1/teams/" + founded.path("id").asString();
        int members = Math.min(team.members(), adults.size() - 1);
        for (int next = founded.path("members").size(); next <= members; next++) {
            post(path + "/members", Map.of("residentId", adults.get((first + next) % adults.size())), head);
        }
        if (team.active() && founded.path("state").asString().equals("FOUNDED")) {
            LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.ofHours(8));
            post(
                    path + "/activities",
                    Map.of("kind", "MEETING", "on", today.toString(), "participants", members + 1),
                    head);
        }
        return true;
    }

    private JsonNode foundOrFind(SampleTeam team, String leader, String head) throws IOException, InterruptedException {
        Map<String, Object> body = Map.of(
                "area", team.area(),
                "kind", team.kind(),
                "name", team.name(),
                "venue", team.venue(),
                "leader", leader);
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            HttpResponse<String> answer = send("/api/v1/teams", body, head);
            JsonNode told = json.readTree(answer.body());
            if (answer.statusCode() == 201) {
                return told;
            }
            String code = told.path("code").asString("");
            if (code.equals("team-name-taken")) {
                return existing(team, head);
            }
            boolean passing =
                    code.equals("resident-not-known") || told.path("retriable").asBoolean(false);
            if (!passing || Instant.now().isAfter(end)) {
                throw new IOException(team.name() + ": " + answer.statusCode() + " " + answer.body());
            }
            Thread.sleep(PAUSE);
        }
    }

    private JsonNode existing(SampleTeam team, String head) throws IOException, InterruptedException {
        String query = "?limit=" + PAGE + "&area=" + team.area() + "&kind="
                + URLEncoder.encode(team.kind(), StandardCharsets.UTF_8);
        for (JsonNode each : get("/api/v1/teams" + query, head).path("items")) {
            if (each.path("name").asString().equals(team.name())) {
                return each;
            }
        }
        throw new IOException(team.name() + " exists and is not in the list of its area");
    }

    /** The ids of the adults of each committee, in the order of the list: masked, as the city sees them. */
    private Map<String, List<String>> adults() throws IOException, InterruptedException {
        Map<String, List<String>> adults = new HashMap<>();
        String city = platform.token(Map.of("role", "city-operator", "as", "sample-teams"));
        String cursor = "";
        while (true) {
            JsonNode page = get("/api/v1/residents?limit=" + PAGE + cursor, city);
            for (JsonNode resident : page.path("items")) {
                if (resident.path("birthYear").asInt(Integer.MAX_VALUE) <= YOUNGEST_BORN
                        && resident.path("status").asString().equals("ACTIVE")) {
                    adults.computeIfAbsent(resident.path("area").asString(), area -> new ArrayList<>())
                            .add(resident.path("id").asString());
                }
            }
            if (!page.path("next").isString()) {
                return adults;
            }
            cursor = "&cursor=" + URLEncoder.encode(page.path("next").asString(), StandardCharsets.UTF_8);
        }
    }

    private JsonNode get(String path, String token) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                platform.send(platform.request(path, token).GET().build());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return json.readTree(answer.body());
    }

    private void post(String path, Map<String, Object> body, String token) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            HttpResponse<String> answer = send(path, body, token);
            // 409: it was done when this was cut short, or by an attempt whose answer was lost.
            if (answer.statusCode() == 201 || answer.statusCode() == 409) {
                return;
            }
            boolean passing = json.readTree(answer.body()).path("retriable").asBoolean(false);
            if (!passing || Instant.now().isAfter(end)) {
                throw new IOException(path + " was answered " + answer.statusCode() + ": " + answer.body());
            }
            Thread.sleep(PAUSE);
        }
    }

    private HttpResponse<String> send(String path, Map<String, Object> body, String token)
            throws IOException, InterruptedException {
        return platform.send(platform.request(path, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                .build());
    }
}
