package io.communitycloud.team.volunteer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.broker.TestEvent;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.team.Api;
import io.communitycloud.team.Api.Answer;
import io.communitycloud.team.TeamServiceTest;
import io.communitycloud.team.TestCity;
import io.communitycloud.team.people.Register;
import io.communitycloud.team.volunteer.QuarantineListener.OrderTold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Volunteers and the households they are bound to, over HTTP, store and broker. */
@TeamServiceTest
class VolunteersOverHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String AREA = TestCity.COMMITTEE;

    private final AreaTree areas;
    private final Register register;
    private final QuarantineListener quarantines;
    private final Producer<String, byte[]> producer;
    private final int port;
    private final Api worker;

    VolunteersOverHttpTest(
            @Autowired AreaTree areas,
            @Autowired Register register,
            @Autowired QuarantineListener quarantines,
            @Autowired Producer<String, byte[]> producer,
            @LocalServerPort int port) {
        this.areas = areas;
        this.register = register;
        this.quarantines = quarantines;
        this.producer = producer;
        this.port = port;
        this.worker = Api.as(port, "social-worker", AREA);
    }

    @BeforeEach
    void settle() {
        TestCity.settle(areas);
    }

    @Test
    void tellsTheServiceOfAVolunteer() {
        String resident = register.resident(AREA);
        Answer registered = volunteer(worker, resident).is(201);
        String path = registered.location();
        volunteer(worker, resident).refuses(409, "already-a-volunteer");
        assertThat(worker.get(path).is(200).etag()).isEqualTo(registered.etag());
        assertThat(worker.ids("/api/v1/volunteers?skill=first_aid&state=ACTIVE"))
                .contains(registered.text("id"));
        assertThat(worker.ids("/api/v1/volunteers?skill=law")).doesNotContain(registered.text("id"));
        worker.get("/api/v1/volunteers?skill=juggling").refuses(400, "invalid-parameter");

        Answer corrected =
                worker.patch(path, registered.etag(), "{\"skills\":[\"law\"]}").is(200);
        assertThat(worker.ids("/api/v1/volunteers?skill=law")).contains(registered.text("id"));
        worker.patch(path, registered.etag(), "{}").refuses(412, "stale-version");
        worker.patch(
                        path,
                        corrected.etag(),
                        "{\"availability\":[{\"weekday\":\"MONDAY\",\"from\":\"18:00\",\"to\":\"09:00\"}]}")
                .refuses(422, "slot-ends-before-it-begins");
        worker.patch(path, corrected.etag(), "{\"serviceArea\":\"%s\"}".formatted(TestCity.NEIGHBOUR))
                .refuses(422, "service-area-without-home");
        worker.patch(path, corrected.etag(), "{\"skills\":[\"juggling\"]}").refuses(400, "invalid-field");

        worker.post(path + "/withdrawals", "{}").is(201);
        worker.post(path + "/withdrawals", "{}").refuses(409, "volunteer-withdrawn");
        assertThat(worker.ids("/api/v1/volunteers?skill=law")).doesNotContain(registered.text("id"));
        volunteer(worker, resident).is(201);
        assertThat(TestEvent.namesAbout(registered.text("id"), "team.volunteers.v1", 3))
                .containsExactly("volunteer-registered", "volunteer-corrected", "volunteer-withdrawn");
    }

    @Test
    void letsAResidentEnterHerselfAndNobodyElse() {
        String resident = register.resident(AREA);
        Api herself = Api.as(port, TestTokens.shared().role("resident").resident(resident));
        volunteer(herself, register.resident(AREA)).refuses(404, "not-found");
        Answer registered = volunteer(herself, resident).is(201);
        herself.get(registered.location()).is(200);
        assertThat(herself.ids("/api/v1/volunteers")).containsExactly(registered.text("id"));
        Api other = Api.as(port, TestTokens.shared().role("resident").resident(register.resident(AREA)));
        other.get(registered.location()).refuses(404, "not-found");
        assertThat(other.ids("/api/v1/volunteers?skill=first_aid")).isEmpty();
        Api neighbour = Api.as(port, "committee-head", TestCity.NEIGHBOUR);
        neighbour.get(registered.location()).refuses(404, "not-found");
        neighbour
                .post(registered.location() + "/bindings", "{\"householdId\":\"H\"}")
                .refuses(404, "not-found");
        volunteer(neighbour, register.resident(AREA)).refuses(404, "not-found");
        assertThat(neighbour.ids("/api/v1/volunteers?skill=first_aid")).doesNotContain(registered.text("id"));
        volunteer(worker, "R-nobody").refuses(422, "resident-not-known");
    }

    @Test
    void wantsAGuardianForAMinorAndEndsWithHer() {
        String child = register.resident(AREA);
        String mother = register.resident(AREA);
        register(child, "\"ageGroup\":\"UNDER_14\"").refuses(422, "guardian-required");
        register(child, guardian("UNDER_14", child)).refuses(422, "guardian-unfit");
        register(child, guardian("UNDER_14", "R-nobody")).refuses(422, "guardian-unfit");
        register(child, guardian("ADULT", mother)).refuses(422, "guardian-unfit");
        Answer registered = register(child, guardian("UNDER_14", mother)).is(201);
        String household = household();
        String order = quarantine(household);
        bind(registered, household, order).refuses(422, "minor-not-bound");
        register.dies(mother, AREA, 2);
        Answer ended = worker.get(registered.location()).is(200);
        assertThat(ended.text("state")).isEqualTo("WITHDRAWN");
        assertThat(ended.text("withdrawalReason")).isEqualTo("GUARDIAN_GONE");
    }

    @Test
    void isSeenByHerTeamWhileSheIsInIt() {
        String leader = register.resident(AREA);
        String resident = register.resident(AREA);
        Answer team = worker.post(
                        "/api/v1/teams",
                        "{\"area\":\"%s\",\"kind\":\"mutual_help\",\"leader\":\"%s\",\"name\":\"队%s\"}"
                                .formatted(AREA, leader, UUID.randomUUID()))
                .is(201);
        String ofTeam = "\"ageGroup\":\"ADULT\",\"team\":\"%s\"".formatted(team.text("id"));
        register(resident, ofTeam).refuses(409, "not-in-team");
        worker.post(team.location() + "/members", "{\"residentId\":\"%s\"}".formatted(resident))
                .is(201);
        Answer registered = register(resident, ofTeam).is(201);
        Api leading = Api.leading(port, team.text("id"));
        assertThat(leading.ids("/api/v1/volunteers?skill=first_aid")).containsExactly(registered.text("id"));
        worker.post(team.location() + "/departures", "{\"residentId\":\"%s\"}".formatted(resident))
                .is(201);
        await().atMost(PATIENCE)
                .untilAsserted(() -> leading.get(registered.location()).refuses(404, "not-found"));
    }

    @Test
    void bindsToAHouseholdUntilItsQuarantineEnds() {
        String household = household();
        String order = quarantine(household);
        Answer registered = volunteer(worker, register.resident(AREA)).is(201);
        String path = registered.location();
        String key = UUID.randomUUID().toString();
        String duty = "{\"householdId\":\"%s\",\"orderId\":\"%s\"}".formatted(household, order);
        worker.post(path + "/bindings", duty, "Idempotency-Key", key).is(201);
        Answer bound =
                worker.post(path + "/bindings", duty, "Idempotency-Key", key).is(201);
        assertThat(bound.body().path("bindings").size()).isEqualTo(1);
        bind(registered, household, order).refuses(409, "already-bound");

        ended(order, household, 3);
        ended(order, household, 3);
        Answer free = worker.get(path).is(200);
        assertThat(free.body().at("/bindings/0/reason").asString()).isEqualTo("QUARANTINE_ENDED");
        bind(registered, household, order).refuses(409, "quarantine-over");
        bind(registered, household, null).refuses(422, "household-not-quarantined");
        assertThat(TestEvent.namesAbout(registered.text("id"), "team.volunteers.v1", 3))
                .containsExactly("volunteer-registered", "volunteer-bound", "volunteer-released");
    }

    @Test
    void staysBoundWithoutAnOrderUntilTheLastOneEnds() {
        String household = household();
        String first = quarantine(household);
        String second = quarantine(household);
        Answer registered = volunteer(worker, register.resident(AREA)).is(201);
        bind(registered, household, null).is(201);
        ended(first, household, 2);
        assertThat(open(registered)).isEqualTo(1);
        ended(second, household, 2);
        assertThat(open(registered)).isZero();
    }

    @Test
    void isNotBoundByAnOrderWhoseEndWasToldFirst() {
        String household = household();
        String order = UUID.randomUUID().toString();
        ended(order, household, 2);
        quarantines.runs(new OrderTold("R-ill", household), event("quarantine-ordered", order, 1));
        Answer registered = volunteer(worker, register.resident(AREA)).is(201);
        bind(registered, household, order).refuses(409, "quarantine-over");
        bind(registered, household, null).refuses(422, "household-not-quarantined");
    }

    @Test
    void bindsNobodyToWhomSheCannotServe() {
        String household = household();
        String order = quarantine(household);
        String resident = register.resident(AREA, "H-" + UUID.randomUUID());
        Answer registered = volunteer(worker, resident).is(201);
        bind(registered, "H-unknown", order).refuses(422, "household-not-known");
        String elsewhere = "H-" + UUID.randomUUID();
        register.resident(TestCity.NEIGHBOUR, elsewhere);
        bind(registered, elsewhere, quarantine(elsewhere)).refuses(422, "household-outside-service-area");
        String other = household();
        quarantine(other);
        bind(registered, other, order).refuses(422, "order-of-another-household");
        String own = "H-" + UUID.randomUUID();
        Answer living = volunteer(worker, register.resident(AREA, own)).is(201);
        bind(living, own, quarantine(own)).refuses(422, "own-household");
        bind(living, household, order).refuses(409, "volunteer-quarantined");
        bind(registered, household, order).is(201);
        for (int more = 0; more < 4; more++) {
            String next = household();
            bind(registered, next, quarantine(next)).is(201);
        }
        String sixth = household();
        bind(registered, sixth, quarantine(sixth)).refuses(422, "too-many-households");

        String binding =
                worker.get(registered.location()).body().at("/bindings/0/id").asString();
        String release = registered.location() + "/bindings/" + binding + "/releases";
        worker.post(release, null).is(201);
        worker.post(release, null).refuses(409, "already-released");
        worker.post(release.replace(binding, "B-none"), null).refuses(404, "not-found");
    }

    @Test
    void letsHouseholdsGoWhenSheIsQuarantinedMovesOrDies() {
        String household = household();
        String order = quarantine(household);
        String ill = register.resident(AREA);
        Answer first = volunteer(worker, ill).is(201);
        bind(first, household, order).is(201);
        quarantines.runs(
                new OrderTold(ill, "H-her-own"),
                event("quarantine-ordered", UUID.randomUUID().toString(), 1));
        assertThat(open(first)).isZero();

        String moving = register.resident(AREA);
        Answer second = volunteer(worker, moving).is(201);
        bind(second, household, order).is(201);
        register.moves(moving, TestCity.NEIGHBOUR, 2);
        register.moves(moving, TestCity.NEIGHBOUR, 2);
        worker.get(second.location()).refuses(404, "not-found");
        Answer moved = Api.as(port, "social-worker", TestCity.NEIGHBOUR)
                .get(second.location())
                .is(200);
        assertThat(moved.text("serviceArea")).isEqualTo(TestCity.NEIGHBOUR);
        assertThat(moved.body().at("/bindings/0/reason").asString()).isEqualTo("MOVED");

        String dying = register.resident(AREA);
        Answer third = volunteer(worker, dying).is(201);
        bind(third, household, order).is(201);
        register.dies(dying, AREA, 2);
        register.moves(dying, AREA, 1);
        Answer dead = worker.get(third.location()).is(200);
        assertThat(dead.text("withdrawalReason")).isEqualTo("DIED");
        bind(third, household, order).refuses(409, "volunteer-withdrawn");
    }

    @Test
    void hearsOfQuarantinesOverTheBroker() {
        String household = household();
        String order = UUID.randomUUID().toString();
        Answer registered = volunteer(worker, register.resident(AREA)).is(201);
        bind(registered, household, order).is(201);
        String told = "{\"orderId\":\"%s\",\"residentId\":\"R-ill\",\"householdId\":\"%s\",\"area\":\"%s\"}"
                .formatted(order, household, AREA);
        for (int time = 0; time < 2; time++) {
            TestEvent.of("communitycloud.emergency.quarantine-ended.v1", order, 2, told)
                    .tell(producer, "emergency.quarantine-orders.v1");
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(open(registered)).isZero());
        List<TestEvent> events = TestEvent.about(registered.text("id"), "team.volunteers.v1", 3);
        assertThat(events.getLast().name()).isEqualTo("volunteer-released");
        assertThat(events.getLast().correlation()).isEqualTo("story-" + order);
    }

    private String household() {
        String household = "H-" + UUID.randomUUID();
        register.resident(AREA, household);
        return household;
    }

    private String quarantine(String household) {
        String order = UUID.randomUUID().toString();
        quarantines.runs(new OrderTold("R-ill", household), event("quarantine-ordered", order, 1));
        return order;
    }

    private void ended(String order, String household, long sequence) {
        quarantines.ended(new OrderTold("R-ill", household), event("quarantine-ended", order, sequence));
    }

    private long open(Answer volunteer) {
        return worker.get(volunteer.location())
                .is(200)
                .body()
                .path("bindings")
                .valueStream()
                .filter(binding -> binding.path("until").isNull())
                .count();
    }

    private Answer bind(Answer volunteer, String household, @Nullable String order) {
        String duty = order == null
                ? "{\"householdId\":\"%s\"}".formatted(household)
                : "{\"householdId\":\"%s\",\"orderId\":\"%s\"}".formatted(household, order);
        return worker.post(volunteer.location() + "/bindings", duty);
    }

    private static Answer volunteer(Api caller, String resident) {
        return caller.post("/api/v1/volunteers", body(resident, "\"ageGroup\":\"ADULT\""));
    }

    private Answer register(String resident, String more) {
        return worker.post("/api/v1/volunteers", body(resident, more));
    }

    private static String guardian(String ageGroup, String guardian) {
        return "\"ageGroup\":\"%s\",\"guardian\":{\"residentId\":\"%s\",\"consentedOn\":\"2026-11-01\"}"
                .formatted(ageGroup, guardian);
    }

    private static String body(String resident, String more) {
        return """
                {"residentId":"%s","serviceArea":"%s","skills":["first_aid"],\
                "availability":[{"weekday":"SATURDAY","from":"09:00","to":"12:00"}],%s}""".formatted(resident, AREA, more);
    }

    private static EventMeta event(String what, String subject, long sequence) {
        return new EventMeta(
                subject + "-" + sequence,
                "communitycloud.emergency." + what + ".v1",
                "emergency.quarantine-orders.v1",
                subject,
                sequence,
                Instant.parse("2026-11-22T02:00:00Z"),
                "correlation",
                null);
    }
}
