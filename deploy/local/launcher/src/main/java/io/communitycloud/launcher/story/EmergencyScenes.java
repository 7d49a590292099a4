package io.communitycloud.launcher.story;

import io.communitycloud.launcher.story.Stage.Person;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the story tells of an incident, of the plan that answers it, and of how both end. */
final class EmergencyScenes {

    private static final String COMMITTEE = "310101002001";
    private static final String STREET = "310101002000";
    private static final String DISTRICT = "310101000000";
    private static final String CITY = "310000000000";
    private static final String TYPE = "C01";
    private static final String PLAN = "/api/v1/plans/sample-310101000000";
    private static final String INCIDENT = "incident";
    private static final String ACTIVATION = "activation";
    private static final String LEVEL = "level";
    private static final Duration UNTIL_ON_TIMELINE = Duration.ofSeconds(2);
    private static final Duration UNTIL_ANSWERED = Duration.ofSeconds(10);

    private EmergencyScenes() {}

    static void anIncidentIsReportedAndAssessed(Stage stage)
            throws IOException, InterruptedException, NotAsToldException {
        String incident = stage.person("social-worker", COMMITTEE)
                .post(
                        "/api/v1/incidents",
                        Map.of("area", COMMITTEE, "type", TYPE, "place", "活动室门口", "what", "三名居民先后发热，疑似聚集"))
                .expect(201)
                .location();
        stage.remember(INCIDENT, incident);
        Person street = stage.person("street-operator", STREET);
        JsonNode reported = street.get(incident).expect(200).json();
        stage.check(!reported.path("clocks").isEmpty(), "no clock runs");
        street.post(incident + "/warnings", Map.of()).expect(201);
        JsonNode assessed = street.post(incident + "/assessments", Map.of("grade", 3))
                .expect(201)
                .json();
        stage.check(assessed.path("gradeJudged").asBoolean(), "the grade is still a guess");
    }

    static void theLevelIsRaised(Stage stage) throws IOException, InterruptedException, NotAsToldException {
        Person city = stage.person("city-operator", CITY);
        String inForce = "/api/v1/response-levels/in-force?area=" + COMMITTEE;
        stage.check(
                "III".equals(city.get(inForce).expect(200).json().path("level").asString("")),
                "the story begins at level III");
        JsonNode levels = city.get("/api/v1/response-levels").expect(200).json().path("items");
        String level = null;
        for (JsonNode each : levels) {
            if (CITY.equals(each.path("region").asString(""))) {
                level = "/api/v1/response-levels/" + each.path("id").asString();
            }
        }
        if (level == null) {
            throw new NotAsToldException("no level of the city is known");
        }
        stage.remember(LEVEL, level);
        city.post(level + "/changes", Map.of("level", "II", "authority", "unknown", "document", "unknown"))
                .expect(201);
        stage.check(
                "II".equals(city.get(inForce).expect(200).json().path("level").asString("")),
                "the level in force did not change");
        Person worker = stage.person("social-worker", COMMITTEE);
        Set<String> checks = new HashSet<>();
        for (String type : List.of("old_lilong", "walled_commercial")) {
            JsonNode list = worker.get("/api/v1/guidelines/check-lists?area=" + COMMITTEE + "&areaType=" + type)
                    .expect(200)
                    .json();
            stage.check("II".equals(list.path("level").asString("")), "the check-list is not of the level in force");
            checks.add(list.path("checks").toString());
        }
        stage.check(checks.size() == 2, "the compound types have the same check-list");
    }

    static void thePlanIsActivated(Stage stage) throws IOException, InterruptedException, NotAsToldException {
        String incident = stage.recall(INCIDENT, String.class);
        Person district = stage.person("district-operator", DISTRICT);
        String activation = district.post(
                        PLAN + "/activations", Map.of("incidentId", incident.substring(incident.lastIndexOf('/') + 1)))
                .expect(201)
                .location();
        stage.remember(ACTIVATION, activation);
        stage.within(
                UNTIL_ON_TIMELINE,
                district,
                incident + "/timeline?limit=200",
                Map.of(),
                timeline -> onTimeline(
                        timeline,
                        "communitycloud.emergency.activation-started.v1",
                        "communitycloud.resource.conversion-started.v1",
                        "communitycloud.resource.stock-reserved.v1",
                        "communitycloud.team.mobilisation-called.v1",
                        "communitycloud.notice.notice-published.v1",
                        "communitycloud.notice.batch-accepted.v1"));
        String id = activation.substring(activation.lastIndexOf('/') + 1);
        JsonNode mobilisation = district.get("/api/v1/mobilisations/" + id + ".teams")
                .expect(200)
                .json();
        for (JsonNode call : mobilisation.path("calls")) {
            String team = call.path("teamId").asString();
            stage.teamLeader(team, DISTRICT)
                    .post(
                            "/api/v1/mobilisations/" + id + ".teams/answers",
                            Map.of("teamId", team, "answer", "ACCEPTED"))
                    .expect(201);
        }
        stage.within(
                UNTIL_ANSWERED,
                district,
                incident + "/timeline?limit=200",
                Map.of(),
                timeline -> onTimeline(timeline, "communitycloud.team.mobilisation-manned.v1"));
    }

    static void everythingGoesBack(Stage stage) throws IOException, InterruptedException, NotAsToldException {
        String incident = stage.recall(INCIDENT, String.class);
        String activation = stage.recall(ACTIVATION, String.class);
        Person district = stage.person("district-operator", DISTRICT);
        district.post(activation + "/completions", Map.of("reason", "处置结束")).expect(201);
        stage.within(
                UNTIL_ANSWERED,
                district,
                incident + "/timeline?limit=200",
                Map.of(),
                timeline -> onTimeline(
                        timeline,
                        "communitycloud.emergency.activation-ended.v1",
                        "communitycloud.resource.conversion-cancelled.v1",
                        "communitycloud.resource.stock-released.v1",
                        "communitycloud.team.mobilisation-stood-down.v1",
                        "communitycloud.notice.notice-recalled.v1"));
    }

    static void theLessonBecomesAPlan(Stage stage) throws IOException, InterruptedException, NotAsToldException {
        String incident = stage.recall(INCIDENT, String.class);
        Person district = stage.person("district-operator", DISTRICT);
        for (String to : List.of("RESPONDING", "CONTROLLED", "RECOVERING")) {
            district.post(incident + "/handlings", Map.of("to", to, "measure", "排查、采样、消毒"))
                    .expect(201);
        }
        district.post(
                        incident + "/closures",
                        Map.of(
                                "casualties",
                                0,
                                "peopleAffected",
                                3,
                                "propertyDamageYuan",
                                0,
                                "causeGuess",
                                "普通流感",
                                "actionsTaken",
                                "排查、采样、消毒",
                                "reporterView",
                                "AGREES"))
                .expect(201);
        String review = district.post(
                        incident + "/reviews", Map.of("findings", "两小时内处置完毕", "lessons", List.of("采样点应就近设置")))
                .expect(201)
                .location();
        JsonNode latest = district.get(PLAN + "/versions?limit=1")
                .expect(200)
                .json()
                .path("items")
                .path(0);
        int number = latest.path("number").asInt() + 1;
        district.post(
                        PLAN + "/versions",
                        Map.of(
                                "title",
                                latest.path("title"),
                                "parts",
                                latest.path("parts"),
                                "duties",
                                latest.path("duties"),
                                "steps",
                                latest.path("steps")))
                .expect(201);
        String version = PLAN + "/versions/" + number;
        district.post(version + "/submissions", Map.of()).expect(201);
        stage.person("city-operator", CITY).post(version + "/reviews", Map.of()).expect(201);
        stage.person("approver", DISTRICT)
                .post(version + "/approvals", Map.of())
                .expect(201);
        JsonNode finished = district.post(
                        review + "/lessons/1/adoptions",
                        Map.of("planId", PLAN.substring(PLAN.lastIndexOf('/') + 1), "planVersion", number))
                .expect(201)
                .json();
        stage.check(finished.path("finished").asBoolean(), "a lesson is still open");
    }

    static void theLevelGoesBack(Stage stage) throws IOException, InterruptedException, NotAsToldException {
        Person city = stage.person("city-operator", CITY);
        city.post(
                        stage.recall(LEVEL, String.class) + "/changes",
                        Map.of("level", "III", "authority", "unknown", "document", "unknown"))
                .expect(201);
        stage.check(
                "III"
                        .equals(city.get("/api/v1/response-levels/in-force?area=" + COMMITTEE)
                                .expect(200)
                                .json()
                                .path("level")
                                .asString("")),
                "the level did not go back");
    }

    private static boolean onTimeline(Answer timeline, String... types) {
        Set<String> told = new HashSet<>();
        for (JsonNode entry : timeline.json().path("items")) {
            told.add(entry.path("type").asString(""));
        }
        return told.containsAll(List.of(types));
    }
}
