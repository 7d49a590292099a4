package io.communitycloud.launcher.story;

import io.communitycloud.launcher.story.Stage.Person;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What the story tells of residents and of those who look after them. */
final class ResidentScenes {

    private static final String COMMITTEE = "310101002001";
    private static final String NEIGHBOURING_COMMITTEE = "310101002002";
    private static final Duration UNTIL_RECORDED = Duration.ofSeconds(5);

    private ResidentScenes() {}

    static void looksAreBoundedAndRecorded(Stage stage) throws IOException, InterruptedException, NotAsToldException {
        Person worker = stage.person("social-worker", COMMITTEE);
        Person neighbour = stage.person("social-worker", NEIGHBOURING_COMMITTEE);

        JsonNode hers =
                worker.get("/api/v1/residents?limit=3").expect(200).json().path("items");
        stage.check(!hers.isEmpty(), "the committee has no residents; was the sample city brought in?");
        stage.check(allIn(hers, COMMITTEE), "the list shows another committee's residents");
        JsonNode theirs =
                neighbour.get("/api/v1/residents?limit=3").expect(200).json().path("items");
        stage.check(allIn(theirs, NEIGHBOURING_COMMITTEE), "the list shows another committee's residents");

        String id = hers.path(0).path("id").asString();
        String path = "/api/v1/residents/" + id;
        neighbour.get(path).expect(404);
        JsonNode masked = worker.get(path).expect(200).json();
        stage.check(masked.path("name").asString("").contains("*"), "the name is not masked");

        JsonNode clear =
                worker.get(path, Map.of("X-Purpose", "care")).expect(200).json();
        stage.check(!clear.path("name").asString("*").contains("*"), "the purpose did not open the name");

        stage.within(
                UNTIL_RECORDED,
                stage.resident(id, COMMITTEE),
                path + "/access-log",
                Map.of(),
                log -> log.status() == 200
                        && StreamSupport.stream(log.json().path("items").spliterator(), false)
                                .anyMatch(look ->
                                        "care".equals(look.path("purpose").asString(""))));
    }

    private static boolean allIn(JsonNode residents, String committee) {
        return StreamSupport.stream(residents.spliterator(), false)
                .allMatch(resident -> committee.equals(resident.path("area").asString("")));
    }
}
