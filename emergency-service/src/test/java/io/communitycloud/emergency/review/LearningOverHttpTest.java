package io.communitycloud.emergency.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.broker.TestEvent;
import io.communitycloud.emergency.testing.Calls;
import io.communitycloud.emergency.testing.Calls.Answer;
import io.communitycloud.emergency.testing.EmergencyTest;
import io.communitycloud.emergency.testing.TestCity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What is learnt from an incident and what a plan lacks, as callers see it. */
@EmergencyTest
class LearningOverHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalServerPort
    private int port;

    @Autowired
    private AreaTree areas;

    @Autowired
    private Producer<String, byte[]> events;

    private Calls district;

    @BeforeEach
    void settle() {
        TestCity.settle(areas);
        district = Calls.as(port, "district-operator", TestCity.DISTRICT, "chief");
    }

    @Test
    void turnsEveryLessonIntoAPlansVersionOrDeclinesIt() {
        String plan = district.post("/api/v1/plans", plan()).expect(201).id();
        String incident = district.post("/api/v1/incidents", """
                        {"area":"%s","type":"B10","place":"河道","what":"污染"}""".formatted(TestCity.COMMITTEE))
                .expect(201)
                .header("location");
        String review = "{\"findings\":\"三小时\",\"lessons\":[\"泵不足\",\"夜间无人\"]}";
        district.post(incident + "/reviews", review).refused(409, "review-before-closing");
        district.post(incident + "/assessments", "{\"grade\":4}").expect(201);
        for (String step : List.of("RESPONDING", "CONTROLLED", "RECOVERING")) {
            district.post(incident + "/handlings", "{\"to\":\"" + step + "\",\"measure\":\"清理\"}")
                    .expect(201);
        }
        district.post(incident + "/closures", """
                        {"casualties":0,"peopleAffected":0,"propertyDamageYuan":0,"causeGuess":"偷排",
                         "actionsTaken":"清理","reporterView":"NOT_REACHED"}""").expect(201);
        Answer written = district.post(incident + "/reviews", review).expect(201);
        district.post(incident + "/reviews", review).refused(409, "review-open-already");
        String path = written.header("location");
        String adoption = "{\"planId\":\"" + plan + "\",\"planVersion\":%d}";
        district.post(path + "/lessons/1/adoptions", adoption.formatted(7)).refused(422, "lesson-not-in-that-version");
        district.post("/api/v1/plans/" + plan + "/versions", content()).refused(409, "plan-draft-open");
        approve("/api/v1/plans/" + plan + "/versions/1");
        district.post("/api/v1/plans/" + plan + "/versions", content()).expect(201);
        district.post(path + "/lessons/1/adoptions", adoption.formatted(2)).expect(201);
        district.post(path + "/lessons/1/adoptions", adoption.formatted(2)).refused(409, "lesson-settled");
        district.post(path + "/lessons/9/declines", "{\"reason\":\"无此条\"}").refused(404, "lesson-unknown");
        JsonNode finished = district.post(path + "/lessons/2/declines", "{\"reason\":\"已有值班表\"}")
                .expect(201)
                .body();
        assertThat(finished.path("finished").asBoolean()).isTrue();
        assertThat(district.get(path).expect(200).body()).isEqualTo(finished);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(district.get(incident).body().path("state").asString()).isEqualTo("REVIEWED");
            assertThat(district.get(incident + "/timeline?limit=200").body().toString())
                    .contains(
                            "review-written",
                            "lesson-adopted",
                            "lesson-declined",
                            "review-finished",
                            "incident-reviewed");
        });
        assertThat(district.get(incident + "/reviews").body().path("items").size())
                .isEqualTo(1);
        Calls.as(port, "district-operator", TestCity.OTHER_DISTRICT).get(path).refused(404, "not-found");
    }

    @Test
    void showsWhatAPlanLacksAndWhatCameSince() {
        String plan = district.post("/api/v1/plans", plan()).expect(201).id();
        String gaps = "/api/v1/plans/" + plan + "/gaps";
        district.get(gaps).refused(409, "plan-not-in-force");
        approve("/api/v1/plans/" + plan + "/versions/1");
        JsonNode before = district.get(gaps).expect(200).body();
        assertThat(before.path("gaps").valueStream().map(gap -> gap.path("kind").asString()))
                .containsExactlyInAnyOrder("NO_HOLDER", "NO_FACILITY", "TOO_LITTLE_STOCK", "TOO_FEW_TEAMS");
        assertThat(before.path("readiness").asInt()).isEqualTo(20);

        tell("resource.facilities.v1", "resource.facility-registered", "FC-GAP", 1, "\"kind\":\"SHELTER\"");
        tell("team.teams.v1", "team.team-founded", "T-GAP-1", 1, "\"kind\":\"gap_kind\"");
        tell("team.teams.v1", "team.team-founded", "T-GAP-2", 1, "\"kind\":\"gap_kind\"");
        for (int times = 0; times < 2; times++) {
            tell("resource.stocks.v1", "resource.stock-received", "L-GAP", 1, "\"item\":\"gap_item\",\"quantity\":12");
        }
        tell("resource.stocks.v1", "resource.stock-withdrawn", "L-GAP", 2, "\"item\":\"gap_item\",\"quantity\":3");
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode after = district.get(gaps).body();
            assertThat(after.path("gaps")
                            .valueStream()
                            .map(gap -> gap.path("kind").asString()))
                    .containsExactlyInAnyOrder("NO_HOLDER", "TOO_LITTLE_STOCK");
            assertThat(after.path("gaps")
                            .valueStream()
                            .filter(gap -> gap.path("kind").asString().equals("TOO_LITTLE_STOCK"))
                            .map(gap -> gap.path("found").asInt()))
                    .containsExactly(9);
        });
        tell("team.teams.v1", "team.team-dormant", "T-GAP-2", 2, "\"kind\":\"gap_kind\"");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(district.get(gaps).body().toString()).contains("TOO_FEW_TEAMS"));
    }

    private void approve(String version) {
        district.post(version + "/submissions", null).expect(201);
        Calls.as(port, "district-operator", TestCity.DISTRICT, "reviewer")
                .post(version + "/reviews", null)
                .expect(201);
        Calls.as(port, "approver", TestCity.DISTRICT, "approver")
                .post(version + "/approvals", null)
                .expect(201);
    }

    private void tell(String topic, String type, String subject, long sequence, String more) {
        TestEvent.of(
                        "communitycloud." + type + ".v1",
                        subject,
                        sequence,
                        "{\"area\":\"" + TestCity.DISTRICT + "\"," + more + "}")
                .withId(subject + "-" + sequence)
                .at(Instant.EPOCH)
                .tell(events, topic);
    }

    private static String plan() {
        return """
                {"area":"%s","kind":"special","incidentTypes":["B10"],"content":%s}""".formatted(TestCity.DISTRICT, content());
    }

    private static String content() {
        return """
                {"title":"河道预案","parts":{"scope":"全区"},
                 "duties":[{"role":"commander","holder":null,"parts":["scope"]}],
                 "steps":{
                   "conversions":[{"step":"convert","facilityId":"FC-GAP","withinMinutes":120}],
                   "reservations":[{"step":"goods","item":"gap_item","quantity":10,"unit":"piece","withinMinutes":15}],
                   "mobilisations":[{"step":"teams","area":"310101000000","kinds":["gap_kind"],"teams":2,"skills":[],"withinMinutes":60}],
                   "notices":[{"step":"tell","area":"310101002000","category":"epidemic","title":"通知","body":"请留意","language":"zh-CN","channels":["APP"],"withinMinutes":15}]}}""";
    }
}
