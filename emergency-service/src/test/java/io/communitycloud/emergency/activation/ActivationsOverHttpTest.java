package io.communitycloud.emergency.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.Ids;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.broker.TestEvent;
import io.communitycloud.common.testing.clock.MovableClock;
import io.communitycloud.emergency.testing.Calls;
import io.communitycloud.emergency.testing.Calls.Answer;
import io.communitycloud.emergency.testing.EmergencyTest;
import io.communitycloud.emergency.testing.TestCity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Plans and their activation as callers see them, answered by events of services that are played here. */
@EmergencyTest
class ActivationsOverHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PLANS = "/api/v1/plans";

    @LocalServerPort
    private int port;

    @Autowired
    private AreaTree areas;

    @Autowired
    private MovableClock clock;

    @Autowired
    private Producer<String, byte[]> events;

    private Calls district;
    private Calls other;
    private Calls approver;

    @BeforeEach
    void settle() {
        TestCity.settle(areas);
        district = as("district-operator", TestCity.DISTRICT, "writer");
        other = as("district-operator", TestCity.DISTRICT, "reviewer");
        approver = as("approver", TestCity.DISTRICT, "approver");
    }

    @Test
    void showsEveryStepsAnswerOnTheTimelineOnceThoughEventsComeTwiceAndOutOfOrder() {
        String plan = approvedPlan("D01");
        Answer incident = report("D01", false);
        String activation = activate(plan, incident.id());

        // Completed before started, everything twice: as a broker may do it.
        for (int times = 0; times < 2; times++) {
            tell(
                    conversion("completed"),
                    "convert",
                    activation,
                    "FC-1.1",
                    "\"facilityId\":\"FC-1\",\"direction\":\"TO_EMERGENCY\"",
                    times);
            tell(
                    conversion("started"),
                    "convert",
                    activation,
                    "FC-1.1",
                    "\"facilityId\":\"FC-1\",\"direction\":\"TO_EMERGENCY\"",
                    times);
            tell(
                    List.of("resource.stock-reservations.v1", "communitycloud.resource.stock-reserved.v1"),
                    "masks",
                    activation,
                    activation + ".masks",
                    "\"item\":\"mask_surgical\"",
                    times);
            tell(
                    List.of("team.mobilisations.v1", "communitycloud.team.mobilisation-manned.v1"),
                    "teams",
                    activation,
                    activation + ".teams",
                    "\"teams\":2",
                    times);
            tell(
                    List.of("team.mobilisations.v1", "communitycloud.team.mobilisation-called.v1"),
                    "teams",
                    activation,
                    activation + ".teams",
                    "\"needed\":2",
                    times);
            tell(
                    List.of("notice.notices.v1", "communitycloud.notice.notice-published.v1"),
                    "tell",
                    activation,
                    activation + ".tell",
                    "\"category\":\"epidemic\"",
                    times);
            tell(
                    List.of("notice.batches.v1", "communitycloud.notice.batch-accepted.v1"),
                    "tell",
                    activation,
                    activation + ".tell-000001",
                    "\"number\":1",
                    times);
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(states(plan, activation))
                        .containsExactlyInAnyOrderEntriesOf(
                                Map.of("convert", "DONE", "masks", "DONE", "teams", "DONE", "tell", "DONE")));
        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<String, Long> told = told(incident);
            assertThat(told)
                    .containsEntry("incident-reported", 1L)
                    .containsEntry("activation-started", 1L)
                    .containsEntry("conversion-started", 1L)
                    .containsEntry("conversion-completed", 1L)
                    .containsEntry("stock-reserved", 1L)
                    .containsEntry("mobilisation-called", 1L)
                    .containsEntry("mobilisation-manned", 1L)
                    .containsEntry("notice-published", 1L)
                    .containsEntry("batch-accepted", 1L)
                    .containsEntry("activation-step-done", 4L);
        });

        district.post(incident.header("location") + "/assessments", "{\"grade\":3}")
                .expect(201);
        Answer ended = district.post(path(plan, activation) + "/completions", "{\"reason\":\"closed\"}")
                .expect(201);
        assertThat(ended.body().path("outcome").asString()).isEqualTo("COMPLETED");
        district.post(path(plan, activation) + "/completions", "{\"reason\":\"closed\"}")
                .refused(409, "activation-over");
        district.post(path(plan, activation) + "/abortions", "{\"reason\":\"closed\"}")
                .refused(409, "activation-over");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told(incident)).containsEntry("activation-ended", 1L));
        assertThat(activate(plan, incident.id())).isNotEqualTo(activation);
    }

    @Test
    void seesEscalatesAndUndoesStepsThatFailOrMissTheirDeadline() {
        String plan = approvedPlan("D02");
        Answer incident = report("D02", true);
        String activation = activate(plan, incident.id());
        tell(
                List.of("resource.stock-reservations.v1", "communitycloud.resource.stock-reservation-refused.v1"),
                "masks",
                activation,
                activation + ".masks",
                "\"item\":\"mask_surgical\",\"code\":\"insufficient-stock\"",
                0);
        tell(
                conversion("started"),
                "convert",
                activation,
                "FC-1.2",
                "\"facilityId\":\"FC-1\",\"direction\":\"TO_EMERGENCY\"",
                0);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(states(plan, activation))
                        .containsEntry("masks", "COMPENSATED")
                        .containsEntry("convert", "ACCEPTED"));

        clock.advance(Duration.ofHours(3));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(states(plan, activation))
                        .containsExactlyInAnyOrderEntriesOf(Map.of(
                                "convert", "OVERDUE",
                                "masks", "COMPENSATED",
                                "teams", "COMPENSATED",
                                "tell", "COMPENSATED")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told(incident))
                        .containsEntry("activation-step-failed", 1L)
                        .containsEntry("activation-step-overdue", 3L)
                        .containsEntry("activation-step-escalated", 4L)
                        .containsEntry("activation-step-compensated", 3L)
                        .containsEntry("stock-reservation-refused", 1L));
        assertThat(district.get(incident.header("location") + "/timeline?limit=200")
                        .body()
                        .path("items")
                        .valueStream())
                .allMatch(entry -> entry.path("exercise").asBoolean());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(district.get(incident.header("location"))
                                .body()
                                .path("handledBy")
                                .asString())
                        .isNotEqualTo("COMMITTEE"));
        district.post(path(plan, activation) + "/steps/convert/compensations", "{\"reason\":\"too late\"}")
                .expect(201);
        district.post(path(plan, activation) + "/steps/convert/compensations", "{\"reason\":\"too late\"}")
                .refused(409, "activation-step-compensated-already");
        district.post(path(plan, activation) + "/steps/nothing/compensations", "{\"reason\":\"too late\"}")
                .refused(404, "activation-step-unknown");
        district.post(path(plan, activation) + "/abortions", "{\"reason\":\"exercise over\"}")
                .expect(201);
    }

    @Test
    void activatesOncePerIncidentAndAnswersARepetitionWithTheSame() {
        String plan = approvedPlan("D03");
        Answer incident = report("D03", false);
        String body = "{\"incidentId\":\"" + incident.id() + "\"}";
        String key = Ids.next();
        Answer first =
                district.post(PLANS + "/" + plan + "/activations", body, key).expect(201);
        assertThat(district.post(PLANS + "/" + plan + "/activations", body, key)
                        .expect(201)
                        .id())
                .isEqualTo(first.id());
        other.post(PLANS + "/" + plan + "/activations", body).refused(409, "plan-active-already");
        assertThat(district.get(PLANS + "/" + plan + "/activations")
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
        district.post(
                        PLANS + "/" + plan + "/activations",
                        "{\"incidentId\":\"" + report("A03", false).id() + "\"}")
                .refused(422, "plan-of-another-type");
        district.post(PLANS + "/" + plan + "/activations", "{\"incidentId\":\"nobody\"}")
                .refused(400, "invalid-field");
        as("district-operator", TestCity.OTHER_DISTRICT, "stranger")
                .get(path(plan, first.id()))
                .refused(404, "not-found");
        as("district-operator", TestCity.OTHER_DISTRICT, "stranger")
                .post(PLANS + "/" + plan + "/activations", body)
                .refused(404, "not-found");
        district.get(path("another", first.id())).refused(404, "not-found");
    }

    @Test
    void approvesAPlanByTwoPersonsAndTellsWhoMustReadItAgain() {
        Answer begun = district.post(PLANS, plan("D04")).expect(201);
        String plan = begun.id();
        String first = PLANS + "/" + plan + "/versions/1";
        district.post(
                        PLANS + "/" + plan + "/activations",
                        "{\"incidentId\":\"" + report("D04", false).id() + "\"}")
                .refused(409, "plan-not-in-force");
        district.post(first + "/reviews", null).refused(409, "plan-version-state-forbids");
        Answer draft = district.get(first).expect(200);
        district.patch(first, "{\"title\":\"改\"}", draft.header("etag")).expect(200);
        district.patch(first, "{\"title\":\"改\"}", draft.header("etag")).refused(412, "stale-version");
        district.post(first + "/submissions", null).expect(201);
        district.post(first + "/reviews", null).refused(422, "plan-same-person");
        other.post(first + "/reviews", null).expect(201);
        approver.post(first + "/returns", "{\"reason\":\"不清楚\"}").expect(201);
        district.post(first + "/submissions", null).expect(201);
        other.post(first + "/reviews", null).expect(201);
        as("approver", TestCity.DISTRICT, "reviewer")
                .post(first + "/approvals", null)
                .refused(422, "plan-same-person");
        approver.post(first + "/approvals", null).expect(201);
        assertThat(district.get(PLANS + "/" + plan).body().path("planVersion").asInt())
                .isEqualTo(1);

        Answer second = district.post(
                        PLANS + "/" + plan + "/versions", content().replace("三渠道", "四渠道"))
                .expect(201);
        district.post(PLANS + "/" + plan + "/versions", content()).refused(409, "plan-draft-open");
        assertThat(second.body().path("number").asInt()).isEqualTo(2);
        JsonNode difference = district.get(PLANS + "/" + plan + "/versions/2/differences")
                .expect(200)
                .body();
        assertThat(difference.at("/parts/0/id").asString()).isEqualTo("communication");
        assertThat(difference.path("readAgain").toString()).isEqualTo("[\"publicity\"]");
        approve(PLANS + "/" + plan + "/versions/2");

        Calls worker = as("social-worker", TestCity.COMMITTEE, "worker");
        worker.get(PLANS + "/" + plan).expect(200);
        assertThat(worker.get(PLANS + "?area=" + TestCity.DISTRICT + "&limit=200")
                        .body()
                        .toString())
                .contains(plan);
        worker.post(PLANS + "/" + plan + "/versions/2/readings", null).expect(201);
        JsonNode readers = district.get(PLANS + "/" + plan + "/versions/2/readings")
                .expect(200)
                .body()
                .path("items");
        assertThat(readers.toString()).contains("\"role\":\"publicity\"");
        assertThat(readers.valueStream()
                        .filter(reader -> reader.path("mustRead").asBoolean())
                        .map(reader -> reader.path("role").asString()))
                .containsExactly("publicity");
        assertThat(readers.valueStream()
                        .filter(reader -> reader.path("holder").asString("").equals("worker"))
                        .map(reader -> reader.path("readAt").isString()))
                .containsExactly(true);
        as("district-operator", TestCity.OTHER_DISTRICT, "stranger")
                .get(PLANS + "/" + plan)
                .refused(404, "not-found");
        district.post(PLANS, plan("Z01")).refused(400, "invalid-field");
        district.post(PLANS, plan("D04").replace("communication", "nonsense")).refused(400, "invalid-field");
    }

    @Test
    void shipsASamplePlanThatCanBeExercised() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                district.get(PLANS + "/sample-310101000000").status())
                        .isEqualTo(200));
        JsonNode plan = district.get(PLANS + "/sample-310101000000").body();
        assertThat(plan.path("sample").asBoolean()).isTrue();
        assertThat(plan.path("planVersion").asInt()).isEqualTo(1);
        Answer incident = report("C02", true);
        String activation = activate("sample-310101000000", incident.id());
        assertThat(states("sample-310101000000", activation)).containsOnlyKeys("convert", "masks", "teams", "tell");
        district.post(incident.header("location") + "/assessments", "{\"grade\":3}")
                .expect(201);
        for (String step : List.of("RESPONDING", "CONTROLLED", "RECOVERING")) {
            district.post(incident.header("location") + "/handlings", "{\"to\":\"" + step + "\",\"measure\":\"演练\"}")
                    .expect(201);
        }
        String closure = """
                {"casualties":0,"peopleAffected":0,"propertyDamageYuan":0,"causeGuess":"演练",
                 "actionsTaken":"演练","reporterView":"AGREES"}""";
        district.post(incident.header("location") + "/closures", closure).refused(409, "activation-running");
        district.post(path("sample-310101000000", activation) + "/completions", "{\"reason\":\"演练结束\"}")
                .expect(201);
        district.post(incident.header("location") + "/closures", closure).expect(201);
    }

    private String approvedPlan(String type) {
        String plan = district.post(PLANS, plan(type)).expect(201).id();
        approve(PLANS + "/" + plan + "/versions/1");
        return plan;
    }

    private void approve(String version) {
        district.post(version + "/submissions", null).expect(201);
        other.post(version + "/reviews", null).expect(201);
        approver.post(version + "/approvals", null).expect(201);
    }

    private String activate(String plan, String incident) {
        return district.post(PLANS + "/" + plan + "/activations", "{\"incidentId\":\"" + incident + "\"}")
                .expect(201)
                .id();
    }

    private Answer report(String type, boolean exercise) {
        return as("social-worker", TestCity.COMMITTEE, "worker")
                .post("/api/v1/incidents", """
                        {"area":"%s","type":"%s","place":"弄堂口","what":"演练","exercise":%s}""".formatted(TestCity.COMMITTEE, type, exercise))
                .expect(201);
    }

    /** The same event each time: its id is made of what it says. */
    private void tell(
            List<String> topicAndType, String step, String activation, String subject, String more, int times) {
        String type = topicAndType.getLast();
        TestEvent.of(type, subject, times + 1, """
                {"cause":"%s","step":"%s","area":"%s","exercise":false,%s}""".formatted(activation, step, TestCity.STREET, more))
                .withId(activation + "-" + type)
                .at(clock.instant())
                .tell(events, topicAndType.getFirst());
    }

    private static List<String> conversion(String what) {
        return List.of("resource.conversions.v1", "communitycloud.resource.conversion-" + what + ".v1");
    }

    private Map<String, String> states(String plan, String activation) {
        return district.get(path(plan, activation))
                .expect(200)
                .body()
                .path("steps")
                .valueStream()
                .collect(Collectors.toMap(
                        step -> step.path("step").asString(),
                        step -> step.path("state").asString(),
                        (one, two) -> one,
                        TreeMap::new));
    }

    private Map<String, Long> told(Answer incident) {
        return district.get(incident.header("location") + "/timeline?limit=200")
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .map(entry -> entry.path("type").asString().replaceAll("communitycloud\\.[a-z]+\\.|\\.v1", ""))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private static String path(String plan, String activation) {
        return PLANS + "/" + plan + "/activations/" + activation;
    }

    private static String plan(String type) {
        return """
                {"area":"%s","kind":"special","incidentTypes":["%s"],"content":%s}""".formatted(TestCity.DISTRICT, type, content());
    }

    private static String content() {
        return """
                {"title":"预案","parts":{"scope":"全区","communication":"三渠道"},
                 "duties":[{"role":"commander","holder":"chief","parts":["scope"]},
                           {"role":"publicity","holder":"worker","parts":["communication"]}],
                 "steps":{
                   "conversions":[{"step":"convert","facilityId":"FC-1","withinMinutes":120}],
                   "reservations":[{"step":"masks","item":"mask_surgical","quantity":10,"unit":"piece","withinMinutes":15}],
                   "mobilisations":[{"step":"teams","area":"310101002000","kinds":["safety"],"teams":2,"skills":[],"withinMinutes":60}],
                   "notices":[{"step":"tell","area":"310101002000","category":"epidemic","title":"通知","body":"请留意","language":"zh-CN","channels":["APP"],"withinMinutes":15}]}}""";
    }

    private Calls as(String role, String area, String name) {
        return Calls.as(port, role, area, name);
    }
}
