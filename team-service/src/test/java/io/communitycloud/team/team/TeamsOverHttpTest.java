package io.communitycloud.team.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.broker.TestEvent;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.team.Api;
import io.communitycloud.team.Api.Answer;
import io.communitycloud.team.TeamServiceTest;
import io.communitycloud.team.TestCity;
import io.communitycloud.team.people.Register;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Teams from their founding to their end, over HTTP, store and broker. */
@TeamServiceTest
class TeamsOverHttpTest {

    private final AreaTree areas;
    private final Register register;
    private final TurningDormant turning;
    private final Producer<String, byte[]> producer;
    private final Clock clock;
    private final int port;
    private final Api worker;
    private final Api head;

    TeamsOverHttpTest(
            @Autowired AreaTree areas,
            @Autowired Register register,
            @Autowired TurningDormant turning,
            @Autowired Producer<String, byte[]> producer,
            @Autowired Clock clock,
            @LocalServerPort int port) {
        this.areas = areas;
        this.register = register;
        this.turning = turning;
        this.producer = producer;
        this.clock = clock;
        this.port = port;
        this.worker = Api.as(port, "social-worker", TestCity.COMMITTEE);
        this.head = Api.as(port, "committee-head", TestCity.COMMITTEE);
    }

    @BeforeEach
    void settle() {
        TestCity.settle(areas);
    }

    @Test
    void tellsTheLifeOfATeam() {
        String leader = register.resident(TestCity.COMMITTEE);
        String other = register.resident(TestCity.COMMITTEE);
        Answer founded = found(worker, TestCity.COMMITTEE, "safety", leader).is(201);
        String path = founded.location();
        String id = founded.text("id");
        assertThat(founded.text("state")).isEqualTo("FOUNDED");
        assertThat(founded.text("kindName")).isEqualTo("平安建设类");
        assertThat(founded.body().path("skills").toString()).isEqualTo("[\"fire\",\"patrol\"]");
        assertThat(worker.get(path).is(200).etag()).isEqualTo(founded.etag());

        Answer corrected =
                worker.patch(path, founded.etag(), "{\"venue\":\"居委会二楼\"}").is(200);
        assertThat(corrected.text("venue")).isEqualTo("居委会二楼");
        worker.patch(path, founded.etag(), "{}").refuses(412, "stale-version");

        Api leading = Api.leading(port, id);
        leading.post(path + "/members", member(other)).is(201);
        leading.post(path + "/members", member(other)).refuses(409, "already-in-team");
        leading.post(path + "/departures", member(leader)).refuses(409, "leader-must-hand-over");
        leading.post(path + "/hand-overs", member(other)).is(201);
        Answer left = leading.post(path + "/departures", member(leader)).is(201);
        assertThat(left.text("leader")).isEqualTo(other);
        leading.post(path + "/departures", member(leader)).refuses(409, "not-in-team");

        leading.post(path + "/activities", activity(today())).is(201);
        assertThat(worker.get(path).text("state")).isEqualTo("ACTIVE");
        leading.post(path + "/activities", activity(today().plusDays(1))).refuses(422, "activity-to-come");
        assertThat(worker.get(path + "/activities").is(200).body().path("items").size())
                .isEqualTo(1);

        worker.post(path + "/dissolutions", "{\"reason\":\"MERGED\"}").refuses(403, "forbidden");
        assertThat(head.post(path + "/dissolutions", "{\"reason\":\"MERGED\"}")
                        .is(201)
                        .text("state"))
                .isEqualTo("DISSOLVED");
        head.post(path + "/dissolutions", "{\"reason\":\"MERGED\"}").refuses(409, "team-dissolved");
        leading.post(path + "/activities", activity(today())).refuses(409, "team-dissolved");

        assertThat(TestEvent.namesAbout(id, "team.teams.v1", 8))
                .containsExactly(
                        "team-founded",
                        "team-joined",
                        "team-corrected",
                        "team-joined",
                        "team-led",
                        "team-left",
                        "team-activated",
                        "team-dissolved");
    }

    @Test
    void listsByAreaKindAndStatePageByPage() {
        String area = TestCity.TENTH;
        String leader = register.resident(area);
        Api tenth = Api.as(port, "committee-head", area);
        List<String> safety = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            safety.add(found(tenth, area, "safety", leader).is(201).text("id"));
        }
        String charity = found(tenth, area, "charity", leader).is(201).text("id");
        tenth.post("/api/v1/teams/" + charity + "/activities", activity(today()))
                .is(201);

        assertThat(tenth.ids("/api/v1/teams?kind=safety&limit=2")).containsExactlyElementsOf(safety.reversed());
        assertThat(tenth.ids("/api/v1/teams?state=ACTIVE")).containsExactly(charity);
        assertThat(tenth.ids("/api/v1/teams?state=ACTIVE&kind=safety")).isEmpty();
        Api street = Api.as(port, "street-operator", TestCity.STREET);
        assertThat(street.ids("/api/v1/teams?area=" + area + "&kind=charity")).containsExactly(charity);
        assertThat(street.ids("/api/v1/teams?limit=3")).containsAll(safety);
        tenth.get("/api/v1/teams?kind=bowling").refuses(400, "invalid-parameter");
    }

    @Test
    void showsATeamToItsAreaAndItselfAndNobodyElse() {
        String leader = register.resident(TestCity.COMMITTEE);
        Answer founded = found(worker, TestCity.COMMITTEE, "charity", leader).is(201);
        String path = founded.location();
        for (Api insider : List.of(
                Api.as(port, "street-operator", TestCity.STREET),
                Api.as(port, "district-operator", TestCity.DISTRICT),
                Api.as(port, "city-operator", TestCity.CITY),
                Api.leading(port, founded.text("id")))) {
            insider.get(path).is(200);
            assertThat(insider.ids("/api/v1/teams?limit=200")).contains(founded.text("id"));
        }
        for (Api outsider : List.of(
                Api.as(port, "social-worker", TestCity.NEIGHBOUR),
                Api.as(port, "committee-head", TestCity.TENTH),
                Api.as(port, "district-operator", TestCity.OTHER_DISTRICT),
                Api.leading(port, "01ANOTHERTEAM"))) {
            outsider.get(path).refuses(404, "not-found");
            outsider.get(path + "/activities").refuses(404, "not-found");
            outsider.post(path + "/activities", activity(today())).refuses(404, "not-found");
            assertThat(outsider.ids("/api/v1/teams?limit=200")).doesNotContain(founded.text("id"));
        }
        Api neighbour = Api.as(port, "committee-head", TestCity.NEIGHBOUR);
        found(neighbour, TestCity.COMMITTEE, "charity", leader).refuses(404, "not-found");
        neighbour.post(path + "/dissolutions", "{\"reason\":\"MERGED\"}").refuses(404, "not-found");
        neighbour.get("/api/v1/teams?area=" + TestCity.COMMITTEE).refuses(404, "not-found");
        Api.as(port, TestTokens.shared().role("resident").resident(leader))
                .get(path)
                .refuses(403, "forbidden");
    }

    @Test
    void refusesWhatCannotBe() {
        String leader = register.resident(TestCity.COMMITTEE);
        found(worker, TestCity.COMMITTEE, "bowling", leader).refuses(400, "invalid-field");
        found(worker, "999999999999", "charity", leader).refuses(400, "invalid-field");
        found(worker, TestCity.COMMITTEE, "charity", "R-nobody").refuses(422, "resident-not-known");
        found(worker, TestCity.COMMITTEE, "charity", register.resident(TestCity.NEIGHBOUR))
                .refuses(422, "resident-lives-elsewhere");
        String body = founding(TestCity.COMMITTEE, "charity", leader, "重名队");
        Answer first = worker.post("/api/v1/teams", body).is(201);
        worker.post("/api/v1/teams", body).refuses(409, "team-name-taken");
        String second = founding(TestCity.COMMITTEE, "charity", leader, "另名队");
        Answer other = worker.post("/api/v1/teams", second).is(201);
        worker.patch(other.location(), other.etag(), "{\"name\":\"重名队\"}").refuses(409, "team-name-taken");
        worker.patch(first.location(), first.etag(), "{\"name\":\"改名队\"}").is(200);
        worker.patch(other.location(), other.etag(), "{\"name\":\"重名队\"}").is(200);
        worker.patch(other.location(), worker.get(other.location()).etag(), "{\"skills\":[\"juggling\"]}")
                .refuses(400, "invalid-field");
        worker.post(first.location() + "/members", "{\"residentId\":\"" + leader + "x\"}")
                .refuses(422, "resident-not-known");
        worker.post(
                        first.location() + "/members",
                        "{\"residentId\":\"%s\",\"role\":\"LEADER\"}".formatted(register.resident(TestCity.COMMITTEE)))
                .refuses(409, "team-has-a-leader");
        head.post(first.location() + "/dissolutions", "{\"reason\":\"INACTIVE\"}")
                .is(201);
        worker.post("/api/v1/teams", founding(TestCity.COMMITTEE, "charity", leader, "改名队"))
                .is(201);
    }

    @Test
    void foundsOnceUnderOneKey() {
        String body = founding(TestCity.COMMITTEE, "service", register.resident(TestCity.COMMITTEE), "一次队");
        String key = UUID.randomUUID().toString();
        Answer first =
                worker.post("/api/v1/teams", body, "Idempotency-Key", key).is(201);
        Answer again =
                worker.post("/api/v1/teams", body, "Idempotency-Key", key).is(201);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        worker.post("/api/v1/teams", body.replace("一次队", "两次队"), "Idempotency-Key", key)
                .refuses(422, "idempotency-key-reused");
        String act = UUID.randomUUID().toString();
        String done = activity(today());
        worker.post(first.location() + "/activities", done, "Idempotency-Key", act)
                .is(201);
        worker.post(first.location() + "/activities", done, "Idempotency-Key", act)
                .is(201);
        assertThat(worker.ids(first.location() + "/activities")).hasSize(1);
    }

    @Test
    void fallsAsleepByTheClockAndWakesByWhatItDoes() {
        String leader = register.resident(TestCity.COMMITTEE);
        Answer founded =
                found(worker, TestCity.COMMITTEE, "culture_sport", leader).is(201);
        String path = founded.location();
        worker.post(path + "/activities", activity(today())).is(201);
        turning.look(clock.instant().plus(Duration.ofDays(181)));
        assertThat(worker.get(path).text("state")).isEqualTo("ACTIVE");
        turning.look(clock.instant().plus(Duration.ofDays(183)));
        assertThat(worker.get(path).text("state")).isEqualTo("DORMANT");
        worker.post(path + "/activities", activity(today())).is(201);
        assertThat(worker.get(path).text("state")).isEqualTo("ACTIVE");
    }

    @Test
    void losesWhoMovesAwayOrDiesHoweverOftenThatIsTold() {
        String leader = register.resident(TestCity.COMMITTEE);
        String deputy = register.resident(TestCity.COMMITTEE);
        String member = register.resident(TestCity.COMMITTEE);
        Answer founded =
                found(worker, TestCity.COMMITTEE, "mutual_help", leader).is(201);
        String path = founded.location();
        worker.post(path + "/members", "{\"residentId\":\"%s\",\"role\":\"DEPUTY\"}".formatted(deputy))
                .is(201);
        worker.post(path + "/members", member(member)).is(201);

        register.moves(member, TestCity.NEIGHBOUR, 3);
        register.moves(member, TestCity.NEIGHBOUR, 3);
        register.moves(member, TestCity.COMMITTEE, 2);
        register.dies(leader, TestCity.COMMITTEE, 2);
        register.dies(leader, TestCity.COMMITTEE, 2);
        Answer left = worker.get(path).is(200);
        assertThat(left.text("leader")).isEqualTo(deputy);
        assertThat(left.body().path("members").size()).isEqualTo(1);
        found(worker, TestCity.COMMITTEE, "charity", leader).refuses(422, "resident-not-known");
        found(worker, TestCity.COMMITTEE, "charity", member).refuses(422, "resident-lives-elsewhere");
        assertThat(TestEvent.namesAbout(founded.text("id"), "team.teams.v1", 7))
                .containsExactly(
                        "team-founded",
                        "team-joined",
                        "team-joined",
                        "team-joined",
                        "team-left",
                        "team-left",
                        "team-led");
    }

    @Test
    void hearsOfResidentsOverTheBroker() {
        String id = "R-" + UUID.randomUUID();
        TestEvent.of("communitycloud.resident.registered.v1", id, 1, """
                {"residentId":"%s","area":"%s","householdId":null,"dwellingId":null,"residence":"REGISTERED"}""".formatted(id, TestCity.COMMITTEE))
                .tell(producer, "resident.residents.v1");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> found(worker, TestCity.COMMITTEE, "charity", id).is(201));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8));
    }

    private static Answer found(Api caller, String area, String kind, String leader) {
        return caller.post("/api/v1/teams", founding(area, kind, leader, "队" + UUID.randomUUID()));
    }

    private static String founding(String area, String kind, String leader, String name) {
        return "{\"area\":\"%s\",\"kind\":\"%s\",\"leader\":\"%s\",\"name\":\"%s\"}"
                .formatted(area, kind, leader, name);
    }

    private static String member(String resident) {
        return "{\"residentId\":\"" + resident + "\"}";
    }

    private static String activity(LocalDate on) {
        return "{\"kind\":\"SERVICE\",\"on\":\"%s\",\"participants\":7}".formatted(on);
    }
}
