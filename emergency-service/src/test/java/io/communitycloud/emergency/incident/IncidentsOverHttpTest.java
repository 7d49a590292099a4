package io.communitycloud.emergency.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.broker.TestEvent;
import io.communitycloud.common.testing.clock.MovableClock;
import io.communitycloud.emergency.testing.Calls;
import io.communitycloud.emergency.testing.Calls.Answer;
import io.communitycloud.emergency.testing.EmergencyTest;
import io.communitycloud.emergency.testing.TestCity;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Incidents as callers see them, with clocks that fire and timelines that events feed. */
@EmergencyTest
class IncidentsOverHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String INCIDENTS = "/api/v1/incidents";
    private static final String TOPIC = "emergency.incidents.v1";

    @LocalServerPort
    private int port;

    @Autowired
    private AreaTree areas;

    @Autowired
    private MovableClock clock;

    @Autowired
    private Producer<String, byte[]> events;

    @BeforeEach
    void settle() {
        TestCity.settle(areas);
    }

    @Test
    void tellsTheStoryOfAnIncident() {
        Calls worker = as("social-worker", TestCity.COMMITTEE);
        Calls head = as("committee-head", TestCity.COMMITTEE);
        Calls street = as("street-operator", TestCity.STREET);
        Answer reported = worker.post(INCIDENTS, report("A03", "")).expect(201);
        String path = reported.header("location");
        assertThat(reported.body().path("caseNumber").asString()).startsWith("EM-");
        assertThat(worker.get(path).expect(200).header("etag")).isEqualTo(reported.header("etag"));

        Answer corrected = worker.patch(path, "{\"casualties\":2}", reported.header("etag"))
                .expect(200);
        assertThat(corrected.body().path("casualties").asInt()).isEqualTo(2);
        worker.patch(path, "{}", reported.header("etag")).refused(412, "stale-version");

        worker.post(path + "/warnings", null).expect(201);
        worker.post(path + "/assessments", "{\"grade\":4}").refused(403, "forbidden");
        street.post(path + "/assessments", "{}").refused(400, "invalid-field");
        street.post(path + "/assessments", "{\"grade\":4}").expect(201);
        head.post(path + "/handlings", "{\"to\":\"RESPONDING\",\"measure\":\"抽水\"}")
                .refused(409, "handled-above");
        Answer handled = street.post(path + "/handlings", "{\"to\":\"RESPONDING\",\"measure\":\"抽水\"}")
                .expect(201);
        assertThat(handled.body().at("/measures/0/basis").asString()).isEqualTo("unknown");
        street.post(path + "/handlings", "{\"to\":\"CONTROLLED\",\"measure\":\"抽水\",\"legalBasis\":{\"law\":\"防汛条例\"}}")
                .expect(201);
        street.post(path + "/reports", "{\"deadline\":\"state_latest\"}").refused(409, "report-not-owed");

        String addition = worker.post(path + "/additions", "{\"text\":\"地下室也进水\"}")
                .expect(201)
                .id();
        Answer decided = street.post(path + "/decisions", "{\"decision\":\"封闭车库\",\"basis\":\"水深超过一米\"}")
                .expect(201);
        assertThat(decided.body().path("status").asString()).isEqualTo("RECORDED");
        street.post(path + "/handlings", "{\"to\":\"RECOVERING\",\"measure\":\"清淤\"}")
                .expect(201);
        String closure = """
                {"casualties":0,"peopleAffected":40,"propertyDamageYuan":1000,"causeGuess":"暴雨",
                 "actionsTaken":"抽水","reporterView":"AGREES"}""";
        street.post(path + "/closures", "{\"reporterView\":\"AGREES\"}").refused(422, "closing-report-incomplete");
        street.post(path + "/closures", closure).refused(409, "addition-unread");
        street.post(path + "/additions/" + addition + "/acknowledgements", null).expect(201);
        street.post(path + "/closures", closure).expect(201);
        street.post(path + "/closures", closure).refused(409, "incident-state-forbids");
        worker.post(path + "/additions", "{\"text\":\"又积水\"}").expect(201);
        worker.post(path + "/reopenings", null).expect(201);
        assertThat(street.get(path + "/additions").body().path("items").size()).isEqualTo(2);
        assertThat(street.get(path + "/decisions").body().path("items").size()).isEqualTo(1);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(types(street, path))
                        .containsExactly(
                                "incident-reported",
                                "incident-corrected",
                                "incident-warned",
                                "incident-assessed",
                                "incident-escalated",
                                "incident-handled",
                                "incident-handled",
                                "incident-addition-forwarded",
                                "incident-decision-recorded",
                                "incident-handled",
                                "incident-addition-acknowledged",
                                "incident-closed",
                                "incident-addition-forwarded",
                                "incident-reopened"));
    }

    @Test
    void letsClocksFireByThemselvesAndOnce() {
        Calls worker = as("social-worker", TestCity.TENTH);
        String path = worker.post(INCIDENTS, report(TestCity.TENTH, "A05", ""))
                .expect(201)
                .header("location");
        clock.advance(Duration.ofMinutes(16));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(types(worker, path))
                        .containsExactly(
                                "incident-reported",
                                "incident-clock-missed",
                                "incident-escalated",
                                "incident-clock-missed"));
        assertThat(worker.get(path).body().path("handledBy").asString()).isEqualTo("STREET");
        clock.advance(Duration.ofDays(30));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                worker.get(path).body().path("handledBy").asString())
                        .isEqualTo("CITY"));
    }

    @Test
    void entersAnEventOnceThoughItComesTwiceAndLate() {
        Calls worker = as("social-worker", TestCity.COMMITTEE);
        Answer reported = worker.post(INCIDENTS, report("A04", "")).expect(201);
        String path = reported.header("location");
        String id = reported.id();
        for (String event : List.of("ZZZZZZZZZZZZZZZZZZZZZZZZZ2", "ZZZZZZZZZZZZZZZZZZZZZZZZZ1")) {
            for (int times = 0; times < 2; times++) {
                TestEvent.of(
                                "communitycloud.emergency.incident-handled.v1",
                                id,
                                9,
                                "{\"incidentId\":\"" + id + "\",\"area\":\"" + TestCity.COMMITTEE
                                        + "\",\"exercise\":false}")
                        .withId(event + id)
                        .within(id)
                        .at(clock.instant())
                        .tell(events, TOPIC);
            }
        }
        TestEvent.of(
                        "communitycloud.emergency.incident-handled.v1",
                        "nobody",
                        1,
                        "{\"incidentId\":\"nobody\",\"area\":\"310101002001\",\"exercise\":false}")
                .withId("ZZ-stranger" + id)
                .at(clock.instant())
                .tell(events, TOPIC);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(types(worker, path))
                        .containsExactly("incident-reported", "incident-handled", "incident-handled"));
        Answer first = worker.get(path + "/timeline?limit=2").expect(200);
        assertThat(first.body().path("items").size()).isEqualTo(2);
        Answer rest = worker.get(path + "/timeline?limit=2&cursor="
                        + first.body().path("next").asString())
                .expect(200);
        assertThat(rest.body().path("items").size()).isEqualTo(1);
        assertThat(rest.body().at("/items/0/id").asString()).isEqualTo("ZZZZZZZZZZZZZZZZZZZZZZZZZ2" + id);
        worker.get(path + "/timeline?cursor=AAAA").refused(400, "invalid-parameter");
    }

    @Test
    void suggestsAndJoinsReportsOfTheSameThing() {
        Calls worker = as("social-worker", TestCity.NEIGHBOUR);
        Calls head = as("committee-head", TestCity.NEIGHBOUR);
        String there = ",\"latitude\":31.2304,\"longitude\":121.4737";
        String near = ",\"latitude\":31.2325,\"longitude\":121.4737";
        String far = ",\"latitude\":31.2504,\"longitude\":121.4737";
        Answer first =
                worker.post(INCIDENTS, report(TestCity.NEIGHBOUR, "B07", there)).expect(201);
        Answer second =
                worker.post(INCIDENTS, report(TestCity.NEIGHBOUR, "B07", near)).expect(201);
        worker.post(INCIDENTS, report(TestCity.NEIGHBOUR, "B07", far)).expect(201);
        worker.post(INCIDENTS, report(TestCity.NEIGHBOUR, "B08", there)).expect(201);
        String path = second.header("location");
        Answer like = worker.get(path + "/duplicates").expect(200);
        assertThat(like.body().path("items").size()).isEqualTo(1);
        assertThat(like.body().at("/items/0/id").asString()).isEqualTo(first.id());
        head.post(path + "/joins", "{\"into\":\"nobody\"}").refused(422, "not-the-same-incident");
        head.post(path + "/joins", "{\"into\":\"" + first.id() + "\"}").expect(201);
        head.post(path + "/joins", "{\"into\":\"" + first.id() + "\"}").refused(409, "incident-joined-already");
        assertThat(worker.get(first.header("location") + "/duplicates")
                        .body()
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void answersARepeatedReportWithTheSameIncident() {
        Calls worker = as("social-worker", TestCity.COMMITTEE);
        String body = report("A02", "");
        Answer once = worker.post(INCIDENTS, body, "key-of-a-report").expect(201);
        assertThat(worker.post(INCIDENTS, body, "key-of-a-report").expect(201).id())
                .isEqualTo(once.id());
        worker.post(INCIDENTS, report("A01", ""), "key-of-a-report").refused(422, "idempotency-key-reused");
    }

    @Test
    void showsEachAreaItsOwnAndNothingElse() {
        Calls worker = as("social-worker", TestCity.COMMITTEE);
        Answer reported = worker.post(INCIDENTS, report("A06", "")).expect(201);
        String path = reported.header("location");
        for (Calls other : List.of(
                as("social-worker", TestCity.NEIGHBOUR),
                as("committee-head", TestCity.TENTH),
                as("street-operator", TestCity.OTHER_STREET),
                as("district-operator", TestCity.OTHER_DISTRICT))) {
            other.get(path).refused(404, "not-found");
            other.get(path + "/timeline").refused(404, "not-found");
            other.get(path + "/additions").refused(404, "not-found");
            other.post(path + "/warnings", null).refused(404, "not-found");
            other.post(path + "/additions", "{\"text\":\"x\"}").refused(404, "not-found");
            other.post(INCIDENTS, report("A06", "")).refused(404, "not-found");
            assertThat(other.get(INCIDENTS + "?type=A06").body().path("items").size())
                    .isZero();
        }
        for (Calls above : List.of(
                as("street-operator", TestCity.STREET),
                as("district-operator", TestCity.DISTRICT),
                as("city-operator", TestCity.CITY))) {
            above.get(path).expect(200);
            assertThat(above.get(INCIDENTS + "?type=A06&area=" + TestCity.COMMITTEE)
                            .body()
                            .toString())
                    .contains(reported.id());
            above.get(INCIDENTS + "?state=REPORTED").expect(200);
            above.get(INCIDENTS + "?level=COMMITTEE&limit=1").expect(200);
            above.get(INCIDENTS + "?level=COMMITTEE&state=REPORTED").refused(400, "invalid-parameter");
            above.get(INCIDENTS + "?level=COMMITTEE&type=A06").refused(400, "invalid-parameter");
        }
        as("auditor", TestCity.CITY).get(path).refused(403, "forbidden");
    }

    @Test
    void refusesWhatTheDataDoNotKnow() {
        Calls worker = as("social-worker", TestCity.COMMITTEE);
        worker.post(INCIDENTS, report("Z99", "")).refused(400, "invalid-field");
        worker.post(INCIDENTS, report("A01", ",\"knownAt\":\"2999-01-01T00:00:00+08:00\""))
                .refused(422, "known-in-the-future");
    }

    private Calls as(String role, String area) {
        return Calls.as(port, role, area);
    }

    private static String report(String type, String more) {
        return report(TestCity.COMMITTEE, type, more);
    }

    private static String report(String area, String type, String more) {
        return "{\"area\":\"%s\",\"type\":\"%s\",\"place\":\"弄堂口\",\"what\":\"积水\"%s}".formatted(area, type, more);
    }

    private static List<String> types(Calls calls, String path) {
        return calls.get(path + "/timeline?limit=200")
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .map(entry -> entry.path("type")
                        .asString()
                        .replace("communitycloud.emergency.", "")
                        .replace(".v1", ""))
                .toList();
    }
}
