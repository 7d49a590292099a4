package io.communitycloud.team.mobilisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.broker.TestEvent;
import io.communitycloud.team.Api;
import io.communitycloud.team.Api.Answer;
import io.communitycloud.team.TeamServiceTest;
import io.communitycloud.team.TestCity;
import io.communitycloud.team.people.Register;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Teams called by a person and by an activation, over HTTP, store and broker. */
@TeamServiceTest
class MobilisationsOverHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String AREA = TestCity.OTHER_COMMITTEE;
    private static final String TOPIC = "emergency.activations.v1";

    private final AreaTree areas;
    private final Register register;
    private final MobilisingTeams mobilising;
    private final EndedActivations ended;
    private final Producer<String, byte[]> producer;
    private final Clock clock;
    private final int port;
    private final Api head;

    MobilisationsOverHttpTest(
            @Autowired AreaTree areas,
            @Autowired Register register,
            @Autowired MobilisingTeams mobilising,
            @Autowired EndedActivations ended,
            @Autowired Producer<String, byte[]> producer,
            @Autowired Clock clock,
            @LocalServerPort int port) {
        this.areas = areas;
        this.register = register;
        this.mobilising = mobilising;
        this.ended = ended;
        this.producer = producer;
        this.clock = clock;
        this.port = port;
        this.head = Api.as(port, "committee-head", AREA);
    }

    @BeforeEach
    void settle() {
        TestCity.settle(areas);
    }

    /** Teams are not shared between tests: those of one are gone before the next. */
    @AfterEach
    void dissolveAll() {
        for (String id : head.ids("/api/v1/mobilisations?state=CALLING")) {
            head.post("/api/v1/mobilisations/" + id + "/stand-downs", "{}").is(201);
        }
        for (String state : List.of("MANNED", "FELL_SHORT")) {
            for (String id : head.ids("/api/v1/mobilisations?state=" + state)) {
                head.post("/api/v1/mobilisations/" + id + "/stand-downs", "{}").is(201);
            }
        }
        for (String id : head.ids("/api/v1/teams?state=ACTIVE")) {
            head.post("/api/v1/teams/" + id + "/dissolutions", "{\"reason\":\"OWN_DECISION\"}")
                    .is(201);
        }
    }

    @Test
    void tellsAMobilisationFromTheCallOutToItsEnd() {
        String first = activeTeam("safety");
        String second = activeTeam("safety");
        String third = activeTeam("safety");
        Answer called = head.post("/api/v1/mobilisations", callOut("safety", 2)).is(201);
        String path = called.location();
        assertThat(called.text("state")).isEqualTo("CALLING");
        assertThat(teamsOf(called)).containsExactly(third, second);

        Api leading = Api.leading(port, third);
        assertThat(leading.get(path).is(200).etag()).isEqualTo(called.etag());
        assertThat(leading.ids("/api/v1/mobilisations")).containsExactly(called.text("id"));
        Api.leading(port, first).get(path).refuses(404, "not-found");
        Api.leading(port, first)
                .post(path + "/answers", "{\"answer\":\"ACCEPTED\"}")
                .refuses(404, "not-found");
        leading.post(path + "/answers", "{\"answer\":\"ACCEPTED\",\"teamId\":\"%s\"}".formatted(second))
                .refuses(404, "not-found");
        leading.post(path + "/answers", "{\"answer\":\"ACCEPTED\"}").is(201);
        leading.post(path + "/answers", "{\"answer\":\"ACCEPTED\"}").is(201);
        leading.post(path + "/answers", "{\"answer\":\"DECLINED\"}").refuses(409, "call-already-answered");
        leading.post(path + "/answers", "{\"answer\":\"PENDING\"}").refuses(400, "invalid-field");

        head.post("/api/v1/teams/" + third + "/dissolutions", "{\"reason\":\"MERGED\"}")
                .refuses(409, "team-mobilised");
        head.post(path + "/answers", "{\"answer\":\"DECLINED\"}").refuses(400, "invalid-field");
        head.post(path + "/answers", "{\"answer\":\"DECLINED\",\"teamId\":\"%s\"}".formatted(first))
                .refuses(409, "team-not-called");
        head.post(path + "/answers", "{\"answer\":\"DECLINED\",\"teamId\":\"%s\"}".formatted(second))
                .is(201);
        Answer manned = Api.leading(port, first)
                .post(path + "/answers", "{\"answer\":\"ACCEPTED\"}")
                .is(201);
        assertThat(manned.text("state")).isEqualTo("MANNED");
        assertThat(manned.body().path("accepted").asInt()).isEqualTo(2);

        head.post(path + "/stand-downs", "{}").is(201);
        head.post(path + "/stand-downs", "{}").refuses(409, "mobilisation-over");
        leading.post(path + "/answers", "{\"answer\":\"DECLINED\"}").refuses(409, "mobilisation-over");
        List<TestEvent> told = TestEvent.about(called.text("id"), "team.mobilisations.v1", 6);
        assertThat(told.stream().map(TestEvent::name))
                .containsExactly(
                        "mobilisation-called",
                        "mobilisation-answered",
                        "mobilisation-answered",
                        "mobilisation-answered",
                        "mobilisation-manned",
                        "mobilisation-stood-down");
        assertThat(told.stream().map(TestEvent::correlation).distinct()).hasSize(1);
    }

    @Test
    void namesAStandInThatIsFitAndFree() {
        String called = activeTeam("charity");
        Answer call = head.post("/api/v1/mobilisations", callOut("charity", 1)).is(201);
        String path = call.location() + "/answers";
        Api leading = Api.leading(port, called);
        String otherKind = activeTeam("safety");
        String fit = activeTeam("charity");
        leading.post(path, standIn(otherKind)).refuses(422, "stand-in-unfit");
        leading.post(path, standIn(called)).refuses(422, "stand-in-unfit");
        leading.post(path, "{\"answer\":\"STAND_IN\"}").refuses(422, "stand-in-named-wrongly");
        leading.post(path, "{\"answer\":\"DECLINED\",\"standInTeamId\":\"%s\"}".formatted(fit))
                .refuses(422, "stand-in-named-wrongly");
        Answer named = leading.post(path, standIn(fit)).is(201);
        assertThat(teamsOf(named)).containsExactly(called, fit);
        assertThat(Api.leading(port, fit)
                        .post(path, "{\"answer\":\"ACCEPTED\"}")
                        .is(201)
                        .text("state"))
                .isEqualTo("MANNED");
    }

    @Test
    void callsOnlyWhoIsThereAndFree() {
        head.post("/api/v1/mobilisations", callOut("deliberation", 1)).refuses(409, "no-team-to-call");
        head.post("/api/v1/mobilisations", callOut("bowling", 1)).refuses(400, "invalid-field");
        head.post("/api/v1/mobilisations", callOut("safety", 1).replace("2099", "1999"))
                .refuses(422, "due-in-the-past");
        String team = activeTeam("safety");
        String exercise = callOut("safety", 1).replace("}", ",\"exercise\":true}");
        head.post("/api/v1/mobilisations", exercise).is(201);
        head.post("/api/v1/mobilisations", exercise).refuses(409, "all-teams-engaged");
        Answer real = head.post("/api/v1/mobilisations", callOut("safety", 1)).is(201);
        assertThat(teamsOf(real)).containsExactly(team);
        head.post("/api/v1/mobilisations", callOut("safety", 1)).refuses(409, "all-teams-engaged");
        Api.as(port, "committee-head", TestCity.TENTH)
                .post("/api/v1/mobilisations", callOut("safety", 1))
                .refuses(404, "not-found");
        Api.as(port, "committee-head", TestCity.TENTH).get(real.location()).refuses(404, "not-found");
        Api.as(port, "social-worker", AREA)
                .post("/api/v1/mobilisations", callOut("safety", 1))
                .refuses(403, "forbidden");
    }

    @Test
    void letsATeamAcceptOneRealCallAtATime() {
        String team = activeTeam("safety");
        Answer exercise = head.post(
                        "/api/v1/mobilisations", callOut("safety", 1).replace("}", ",\"exercise\":true}"))
                .is(201);
        Answer real = head.post("/api/v1/mobilisations", callOut("safety", 1)).is(201);
        Api leading = Api.leading(port, team);
        leading.post(exercise.location() + "/answers", "{\"answer\":\"ACCEPTED\"}")
                .refuses(409, "team-engaged-elsewhere");
        leading.post(real.location() + "/answers", "{\"answer\":\"ACCEPTED\"}").is(201);
    }

    @Test
    void fallsShortByTheClock() {
        activeTeam("safety");
        Answer call = head.post("/api/v1/mobilisations", callOut("safety", 2)).is(201);
        mobilising.look(clock.instant());
        assertThat(head.get(call.location()).text("state")).isEqualTo("CALLING");
        mobilising.look(clock.instant().plus(Duration.ofDays(40_000)));
        mobilising.look(clock.instant().plus(Duration.ofDays(40_000)));
        assertThat(head.get(call.location()).text("state")).isEqualTo("FELL_SHORT");
        assertThat(TestEvent.namesAbout(call.text("id"), "team.mobilisations.v1", 2))
                .containsExactly("mobilisation-called", "mobilisation-fell-short");
    }

    @Test
    void callsAnAreasTeamsOnceHoweverOftenAnActivationIsTold() {
        List<String> teams = List.of(activeTeam("safety"), activeTeam("mutual_help"));
        String activation = UUID.randomUUID().toString();
        started(activation, 1, "\"safety\",\"mutual_help\"", 2);
        started(activation, 1, "\"safety\",\"mutual_help\"", 2);
        String path = "/api/v1/mobilisations/" + activation + ".teams";
        await().atMost(PATIENCE).untilAsserted(() -> head.get(path).is(200));
        Answer called = head.get(path);
        assertThat(teamsOf(called)).containsExactlyInAnyOrderElementsOf(teams);
        assertThat(called.text("cause")).isEqualTo(activation);
        assertThat(head.ids("/api/v1/mobilisations?cause=" + activation)).hasSize(1);

        ended(activation, 2);
        ended(activation, 2);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(head.get(path).text("state")).isEqualTo("STOOD_DOWN"));
        assertThat(head.get(path).text("standDownReason")).isEqualTo("ACTIVATION_COMPLETED");
        List<TestEvent> told = TestEvent.about(activation + ".teams", "team.mobilisations.v1", 2);
        assertThat(told.stream().map(TestEvent::name))
                .containsExactly("mobilisation-called", "mobilisation-stood-down");
        assertThat(told).allSatisfy(each -> assertThat(each.correlation()).isEqualTo("story-" + activation));
    }

    @Test
    void refusesAnActivationThatAsksForTeamsWhereThereAreNone() {
        String activation = UUID.randomUUID().toString();
        started(activation, 1, "\"deliberation\"", 2);
        TestEvent told = TestEvent.about(activation + ".teams", "team.mobilisations.v1", 1)
                .getFirst();
        assertThat(told.name()).isEqualTo("mobilisation-refused");
        assertThat(told.json().path("cause").asString()).isEqualTo(activation);
        assertThat(told.json().path("step").asString()).isEqualTo("teams");
        assertThat(told.json().path("code").asString()).isEqualTo("no-team-to-call");
        Answer refused =
                head.get("/api/v1/mobilisations/" + activation + ".teams").is(200);
        assertThat(refused.text("state")).isEqualTo("REFUSED");
        assertThat(refused.text("refusal")).isEqualTo("no-team-to-call");
    }

    @Test
    void callsNobodyForAnActivationOrAStepWhoseEndWasToldFirst() {
        activeTeam("safety");
        String over = UUID.randomUUID().toString();
        ended(over, 2);
        started(over, 1, "\"safety\"", 1);
        String undone = UUID.randomUUID().toString();
        compensated(undone, 2);
        started(undone, 1, "\"safety\"", 1);
        awaitThrough(over);
        awaitThrough(undone);
        head.get("/api/v1/mobilisations/" + over + ".teams").refuses(404, "not-found");
        head.get("/api/v1/mobilisations/" + undone + ".teams").refuses(404, "not-found");
    }

    @Test
    void undoesAStepThatIsCompensated() {
        activeTeam("safety");
        String activation = UUID.randomUUID().toString();
        started(activation, 1, "\"safety\"", 1);
        compensated(activation, 2);
        String path = "/api/v1/mobilisations/" + activation + ".teams";
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(head.get(path).is(200).text("state")).isEqualTo("STOOD_DOWN");
        });
        assertThat(head.get(path).text("standDownReason")).isEqualTo("STEP_COMPENSATED");
    }

    /** Tells of another step of an activation under the same key, which is applied after all that was told before. */
    private void awaitThrough(String activation) {
        TestEvent.of(
                        "communitycloud.emergency.activation-step-compensated.v1",
                        activation,
                        9,
                        "{\"activationId\":\"%s\",\"step\":\"marker\",\"kind\":\"MOBILISATION\"}".formatted(activation))
                .tell(producer, TOPIC);
        await().atMost(PATIENCE).until(() -> ended.isOver(activation, "marker"));
    }

    private void started(String activation, long sequence, String kinds, int teams) {
        TestEvent.of("communitycloud.emergency.activation-started.v1", activation, sequence, """
                {"activationId":"%s","planId":"P","area":"%s","exercise":false,"mobilisations":[{"step":"teams",\
                "area":"%s","kinds":[%s],"teams":%d,"skills":[],"deadline":"2099-01-01T00:00:00+08:00"}]}""".formatted(
                                activation, AREA, AREA, kinds, teams))
                .tell(producer, TOPIC);
    }

    private void ended(String activation, long sequence) {
        TestEvent.of(
                        "communitycloud.emergency.activation-ended.v1",
                        activation,
                        sequence,
                        "{\"activationId\":\"%s\",\"area\":\"%s\",\"outcome\":\"COMPLETED\"}"
                                .formatted(activation, AREA))
                .tell(producer, TOPIC);
    }

    private void compensated(String activation, long sequence) {
        TestEvent.of(
                        "communitycloud.emergency.activation-step-compensated.v1",
                        activation,
                        sequence,
                        "{\"activationId\":\"%s\",\"step\":\"teams\",\"kind\":\"MOBILISATION\"}".formatted(activation))
                .tell(producer, TOPIC);
    }

    private String activeTeam(String kind) {
        String leader = register.resident(AREA);
        Answer founded = head.post(
                        "/api/v1/teams",
                        "{\"area\":\"%s\",\"kind\":\"%s\",\"leader\":\"%s\",\"name\":\"队%s\"}"
                                .formatted(AREA, kind, leader, UUID.randomUUID()))
                .is(201);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8));
        head.post(
                        founded.location() + "/activities",
                        "{\"kind\":\"SERVICE\",\"on\":\"%s\",\"participants\":3}".formatted(today))
                .is(201);
        return founded.text("id");
    }

    private static String callOut(String kind, int teams) {
        return "{\"area\":\"%s\",\"kinds\":[\"%s\"],\"teams\":%d,\"due\":\"2099-01-01T00:00:00+08:00\"}"
                .formatted(AREA, kind, teams);
    }

    private static String standIn(String team) {
        return "{\"answer\":\"STAND_IN\",\"standInTeamId\":\"" + team + "\"}";
    }

    private static List<String> teamsOf(Answer mobilisation) {
        return mobilisation
                .body()
                .path("calls")
                .valueStream()
                .map(call -> call.path("teamId").asString())
                .toList();
    }
}
