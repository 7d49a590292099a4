package io.communitycloud.launcher.story;

import io.communitycloud.launcher.story.Stage.Person;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the story tells of a legacy system that hangs. */
final class LegacyScenes {

    private static final String COMMITTEE = "310101002001";
    private static final String HANGING = "PSB-01";
    private static final Duration UNTIL_COMPOSED = Duration.ofSeconds(1);
    private static final Duration UNTIL_WELL = Duration.ofSeconds(20);
    private static final Set<String> SERVICES =
            Set.of("resident", "household", "duties", "quarantine", "teams", "notices");

    private LegacyScenes() {}

    static void oneHangsAndNobodyWaits(Stage stage) throws IOException, InterruptedException, NotAsToldException {
        Person worker = stage.person("social-worker", COMMITTEE);
        String resident = worker.get("/api/v1/residents?limit=1")
                .expect(200)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        String dossier = "/api/v1/dossiers/" + resident;
        Map<String, String> purpose = Map.of("X-Purpose", "care");
        stage.within(UNTIL_WELL, worker, dossier, purpose, answer -> answered(answer, HANGING));
        stage.switchLegacy("hang", HANGING);
        try {
            Answer composed = stage.within(
                    UNTIL_WELL,
                    worker,
                    dossier,
                    purpose,
                    answer -> marked(answer, HANGING) && servicesAreWhole(answer));
            stage.check(composed.json().path("parts").size() > SERVICES.size() + 1, "no other legacy system is asked");
            Instant begin = Instant.now();
            worker.get(dossier, purpose).expect(200);
            stage.check(
                    Duration.between(begin, Instant.now()).compareTo(UNTIL_COMPOSED) < 0,
                    "the dossier took longer than a second");
        } finally {
            stage.switchLegacy("ok", HANGING);
        }
        stage.within(UNTIL_WELL, worker, dossier, purpose, answer -> answered(answer, HANGING));
    }

    /** The system itself answered: that it knows her, or that it does not. */
    private static boolean answered(Answer dossier, String system) {
        return Set.of("OK", "ABSENT").contains(state(dossier, "legacy/" + system));
    }

    private static boolean marked(Answer dossier, String system) {
        return Set.of("LATE", "STALE", "UNAVAILABLE").contains(state(dossier, "legacy/" + system));
    }

    private static boolean servicesAreWhole(Answer dossier) {
        return SERVICES.stream().allMatch(service -> "OK".equals(state(dossier, service)));
    }

    private static String state(Answer dossier, String part) {
        for (JsonNode each : dossier.json().path("parts")) {
            if (part.equals(each.path("name").asString())) {
                return each.path("state").asString();
            }
        }
        return "";
    }
}
