package io.communitycloud.emergency.guideline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.clock.MovableClock;
import io.communitycloud.emergency.testing.Calls;
import io.communitycloud.emergency.testing.EmergencyTest;
import io.communitycloud.emergency.testing.TestCity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Levels and guidelines as callers see them: which rule was in force here on that day, and by whose authority. */
@EmergencyTest
class GuidelinesOverHttpTest {

    private static final String IN_FORCE = "/api/v1/guidelines?area=" + TestCity.COMMITTEE + "&areaType=";
    private static final String LEVELS = "/api/v1/response-levels";
    private static final String LOCAL = "/api/v1/guidelines/local-measures";

    @LocalServerPort
    private int port;

    @Autowired
    private AreaTree areas;

    @Autowired
    private MovableClock clock;

    private Calls worker;
    private Calls head;

    @BeforeEach
    void settle() {
        TestCity.settle(areas);
        worker = Calls.as(port, "social-worker", TestCity.COMMITTEE);
        head = Calls.as(port, "committee-head", TestCity.COMMITTEE);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(worker.get(LEVELS + "/310000000000.C01").status()).isEqualTo(200);
            assertThat(worker.get("/api/v1/guidelines/editions/shipped.III").status())
                    .isEqualTo(200);
        });
    }

    @Test
    void answersWhichGuidelineAppliedToAnOldLilongOnThatDay() {
        JsonNode rule =
                worker.get(IN_FORCE + "old_lilong&on=2020-03-20").expect(200).body();
        assertThat(rule.at("/level/level").asString()).isEqualTo("I");
        assertThat(rule.at("/level/authority").asString()).isEqualTo("unknown");
        assertThat(rule.at("/level/until").asString()).isEqualTo("2020-03-24T00:00:00+08:00");
        assertThat(rule.path("edition").asString()).isEqualTo("1");
        assertThat(ids(rule))
                .containsExactly(
                        "I-OL-01", "I-OL-02", "I-OL-03", "I-ALL-01", "I-ALL-02", "I-ALL-03", "I-ALL-04", "I-ALL-05");
        assertThat(rule.path("measures").valueStream())
                .allMatch(measure -> measure.path("legalBasis").asString().equals("unknown"));

        assertThat(edition("old_lilong", "2020-03-23")).isEqualTo("1");
        assertThat(edition("old_lilong", "2020-03-24")).isEqualTo("2");
        assertThat(edition("walled_commercial", "2020-05-08")).isEqualTo("2");
        assertThat(edition("rural_homestead", "2020-05-09")).isEqualTo("routine");
        JsonNode before =
                worker.get(IN_FORCE + "old_lilong&on=2019-12-31").expect(200).body();
        assertThat(before.path("level").isNull()).isTrue();
        assertThat(before.path("measures").size()).isZero();
        worker.get(IN_FORCE + "castle").refused(400, "invalid-parameter");
        worker.get(IN_FORCE + "old_lilong&on=2999-01-01").refused(400, "invalid-parameter");
    }

    @Test
    void answersWhichLevelByWhoseAuthority() {
        JsonNode level = worker.get(LEVELS + "/in-force?area=" + TestCity.COMMITTEE + "&on=2020-04-01")
                .expect(200)
                .body();
        assertThat(level.path("level").asString()).isEqualTo("II");
        assertThat(level.path("region").asString()).isEqualTo(TestCity.CITY);
        assertThat(level.at("/declaration/authority").asString()).isEqualTo("unknown");
        assertThat(level.at("/declaration/basis").asString()).isEqualTo("documented");
        assertThat(worker.get(LEVELS + "/310000000000.C01")
                        .body()
                        .path("history")
                        .size())
                .isEqualTo(3);
        assertThat(worker.get(LEVELS + "/in-force?area=" + TestCity.COMMITTEE + "&incidentType=A07")
                        .body()
                        .path("level")
                        .asString())
                .isEqualTo("NONE");
    }

    @Test
    void changesTheGuidelineWithTheLevelOfTheNearestRegion() {
        Calls district = Calls.as(port, "district-operator", TestCity.OTHER_DISTRICT);
        String here = "/api/v1/guidelines?areaType=old_lilong&area=" + TestCity.OTHER_COMMITTEE;
        assertThat(worker.get(here).body().path("edition").asString()).isEqualTo("routine");
        String first = """
                {"region":"%s","incidentType":"C01","level":"I","authority":"区指挥部","document":"1号"}""".formatted(TestCity.OTHER_DISTRICT);
        worker.post(LEVELS, first).refused(403, "forbidden");
        Calls.as(port, "district-operator", TestCity.DISTRICT)
                .post(LEVELS, first)
                .refused(404, "not-found");
        String path = district.post(LEVELS, first).expect(201).header("location");
        district.post(LEVELS, first).refused(409, "level-declared-already");
        JsonNode now = worker.get(here).body();
        assertThat(now.path("edition").asString()).isEqualTo("1");
        assertThat(now.at("/level/authority").asString()).isEqualTo("区指挥部");
        assertThat(now.at("/level/region").asString()).isEqualTo(TestCity.OTHER_DISTRICT);
        assertThat(worker.get(IN_FORCE + "old_lilong").body().path("edition").asString())
                .isEqualTo("routine");
        district.post(path + "/changes", "{\"level\":\"I\",\"since\":\"2999-01-01T00:00:00+08:00\"}")
                .refused(422, "level-in-the-future");
        district.post(path + "/changes", "{\"level\":\"II\",\"since\":\"2020-01-01T00:00:00+08:00\"}")
                .refused(422, "level-before-the-last");
        district.post(path + "/changes", "{\"level\":\"NONE\"}").refused(422, "level-before-the-last");
        clock.advance(Duration.ofMinutes(1));
        district.post(path + "/changes", "{\"level\":\"I\"}").refused(409, "level-unchanged");
        district.post(path + "/changes", "{\"level\":\"NONE\"}").expect(201);
        assertThat(worker.get(here).body().path("edition").asString()).isEqualTo("routine");
        assertThat(worker.get(LEVELS + "?limit=200").body().toString()).contains(TestCity.OTHER_DISTRICT + ".C01");
    }

    @Test
    void keepsAnExerciseFromThePublicAndFromWhatIsInForce() {
        Calls district = Calls.as(port, "district-operator", TestCity.DISTRICT);
        Calls resident = Calls.as(port, "resident", TestCity.COMMITTEE);
        String level = district.post(LEVELS, """
                        {"region":"%s","incidentType":"C01","level":"I","exercise":true}""".formatted(TestCity.DISTRICT))
                .expect(201)
                .header("location");
        String edition = district.post("/api/v1/guidelines/editions", """
                        {"region":"%s","incidentType":"C01","level":"III","edition":"exercised-7","exercise":true,
                         "measures":[{"id":"X-1","areaType":"all","topic":"entrance","text":"看","check":"look","timesPerDay":2,"basis":"P"}]}""".formatted(TestCity.DISTRICT))
                .expect(201)
                .header("location");
        String id = TestCity.DISTRICT + ".C01.exercise";

        assertThat(district.get(level).expect(200).body().path("exercise").asBoolean())
                .isTrue();
        assertThat(worker.get(edition).status()).isEqualTo(404);
        assertThat(district.get(edition).expect(200).body().path("edition").asString())
                .isEqualTo("exercised-7");
        clock.advance(Duration.ofMinutes(1));
        district.post(LEVELS + "/" + id + "/changes", "{\"level\":\"II\"}").expect(201);
        assertThat(district.get(LEVELS + "/exercises").expect(200).body().toString())
                .contains(id);
        assertThat(district.get("/api/v1/guidelines/editions/exercises")
                        .expect(200)
                        .body()
                        .toString())
                .contains("exercised-7");
        Calls.as(port, "district-operator", TestCity.OTHER_DISTRICT)
                .post(LEVELS + "/" + id + "/changes", "{\"level\":\"III\"}")
                .refused(404, "not-found");

        resident.get(LEVELS + "/exercises").refused(403, "forbidden");
        resident.get(LEVELS + "/" + id).refused(404, "not-found");
        assertThat(resident.get(LEVELS + "?limit=200").body().toString()).doesNotContain("exercise\":true");
        assertThat(resident.get("/api/v1/guidelines/editions?limit=200").body().toString())
                .doesNotContain("exercised-7");
        JsonNode inForce = resident.get(IN_FORCE + "old_lilong").expect(200).body();
        assertThat(inForce.at("/level/level").asString()).isEqualTo("III");
        assertThat(inForce.path("edition").asString()).isEqualTo("routine");
    }

    @Test
    void takesTheNextEditionFromItsFirstMomentOn() {
        Calls city = Calls.as(port, "city-operator", TestCity.CITY);
        city.post(
                        LEVELS,
                        "{\"region\":\"310000000000\",\"incidentType\":\"C05\",\"level\":\"II\",\"since\":\"2020-01-01T00:00:00+08:00\"}")
                .expect(201);
        String edition = """
                {"region":"310000000000","incidentType":"C05","level":"II","edition":"%s","validFrom":"%s",
                 "legalBasis":{"law":"动物防疫法"},
                 "measures":[{"id":"X-1","areaType":"all","topic":"entrance","text":"看","check":"look","timesPerDay":2,"basis":"P"}]}""";
        city.post("/api/v1/guidelines/editions", edition.formatted("one", "2020-01-01T00:00:00+08:00"))
                .expect(201);
        String second = city.post("/api/v1/guidelines/editions", edition.formatted("two", "2020-06-01T00:00:00+08:00"))
                .expect(201)
                .header("location");
        city.get(second).expect(200);
        city.post(
                        "/api/v1/guidelines/editions",
                        edition.formatted("three", "2020-06-01T00:00:00+08:00").replace("all", "castle"))
                .refused(400, "invalid-field");
        JsonNode may = worker.get(IN_FORCE + "new_lilong&incidentType=C05&on=2020-05-31")
                .body();
        JsonNode june = worker.get(IN_FORCE + "new_lilong&incidentType=C05&on=2020-06-01")
                .body();
        assertThat(may.path("edition").asString()).isEqualTo("one");
        assertThat(june.path("edition").asString()).isEqualTo("two");
        assertThat(june.at("/measures/0/legalBasis").asString()).isEqualTo("动物防疫法");
        assertThat(worker.get("/api/v1/guidelines/editions?limit=200").body().toString())
                .contains("shipped.I");
    }

    @Test
    void givesACommitteeItsCheckList() {
        JsonNode list = worker.get("/api/v1/guidelines/check-lists?area=" + TestCity.COMMITTEE
                        + "&areaType=walled_commercial&on=2020-03-20")
                .expect(200)
                .body();
        assertThat(list.path("checks")
                        .valueStream()
                        .filter(check -> check.path("measureId").asString().equals("I-WC-01"))
                        .map(check -> check.path("timesPerDay").asInt()))
                .containsExactly(2);
        assertThat(list.toString()).doesNotContain("I-ALL-02");
        worker.get("/api/v1/guidelines/check-lists?areaType=old_lilong&area=" + TestCity.NEIGHBOUR)
                .refused(404, "not-found");
    }

    @Test
    void refusesWhatIsStricterThanTheRuleUnlessItIsAuthorised() {
        String measure = """
                {"area":"%s","compoundType":"walled_commercial","topic":"ENTRANCE","stance":"%s","text":"封闭入口"%s}""";
        String open = measure.formatted(TestCity.COMMITTEE, "OPEN", "");
        String closed = measure.formatted(TestCity.COMMITTEE, "CLOSED", "");
        String authorised = measure.formatted(
                TestCity.COMMITTEE,
                "CLOSED",
                ",\"authorisation\":{\"authority\":\"区指挥部\",\"document\":\"1号\"},\"legalBasis\":{\"law\":\"传染病防治法\"}");
        String path = head.post(LOCAL, open).expect(201).header("location");
        assertThat(head.get(path).expect(200).body().path("legalBasis").asString())
                .isEqualTo("unknown");
        head.post(LOCAL, closed).refused(422, "stricter-than-rule");
        head.post(LOCAL, authorised).refused(422, "not-yours-to-authorise");
        Calls district = Calls.as(port, "district-operator", TestCity.DISTRICT);
        district.post(LOCAL, authorised.replace(",\"legalBasis\":{\"law\":\"传染病防治法\"}", ""))
                .refused(422, "no-basis-in-force");
        JsonNode issued = district.post(LOCAL, authorised).expect(201).body();
        assertThat(issued.path("stricter").asBoolean()).isTrue();
        assertThat(issued.path("ruleMeasure").asString()).isEqualTo("III-WC-01");
        head.post(path + "/liftings", null).expect(201);
        head.post(path + "/liftings", null).refused(409, "local-measure-lifted-already");
        assertThat(worker.get(LOCAL + "?limit=200").body().path("items").size()).isGreaterThanOrEqualTo(2);
        Calls stranger = Calls.as(port, "committee-head", TestCity.NEIGHBOUR);
        stranger.get(path).refused(404, "not-found");
        stranger.post(LOCAL, open).refused(404, "not-found");
    }

    private String edition(String areaType, String on) {
        return worker.get(IN_FORCE + areaType + "&on=" + on)
                .expect(200)
                .body()
                .path("edition")
                .asString();
    }

    private static List<String> ids(JsonNode rule) {
        return rule.path("measures")
                .valueStream()
                .map(measure -> measure.path("id").asString())
                .toList();
    }
}
