package io.communitycloud.emergency.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.broker.TestEvent;
import io.communitycloud.common.testing.clock.MovableClock;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.web.json.JsonShape;
import io.communitycloud.emergency.testing.EmergencyTest;
import io.communitycloud.emergency.testing.FakeResidents;
import io.communitycloud.emergency.testing.Http;
import io.communitycloud.emergency.testing.Http.Answer;
import io.communitycloud.emergency.testing.TestCity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Quarantine orders as callers see them, on a store and a broker. */
@EmergencyTest
class QuarantineOverHttpTest {

    private static final String ORDERS = "/api/v1/quarantine-orders";
    private static final ZoneOffset CITY_TIME = ZoneOffset.ofHours(8);

    private final Http http;
    private final MovableClock clock;
    private final FakeResidents persons;
    private final AreaTree areas;
    private final Producer<String, byte[]> events;
    private final TestTokens tokens = TestTokens.shared();

    QuarantineOverHttpTest(
            @LocalServerPort int port,
            @Autowired MovableClock clock,
            @Autowired FakeResidents persons,
            @Autowired AreaTree areas,
            @Autowired Producer<String, byte[]> events) {
        this.http = new Http(port);
        this.clock = clock;
        this.persons = persons;
        this.areas = areas;
        this.events = events;
    }

    @BeforeEach
    void settle() {
        TestCity.settle(areas);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-07-26T23:59:59%2B08:00, JS, INB-JZA-DIRECT, 2020-08-09T23:59:59+08:00",
        "2020-07-27T00:00:00%2B08:00, JS, INB-JZA-7-7, 2020-08-10T00:00:00+08:00",
        "2020-09-11T23:59:59%2B08:00, ZJ, INB-JZA-7-7, 2020-09-25T23:59:59+08:00",
        "2020-09-12T00:00:00%2B08:00, ZJ, INB-JZA-3-11, 2020-09-26T00:00:00+08:00",
        "2020-07-26T23:59:59%2B08:00, SH, INB-SH-14, 2020-08-09T23:59:59+08:00"
    })
    void saysWhichPolicyAnArrivalIsJudgedBy(String arrival, String destination, String policy, String until) {
        Answer answer = http.get(
                worker(),
                "/api/v1/quarantine-policies/judgements?origin=INBOUND&destination=" + destination + "&arrivedAt="
                        + arrival);

        assertThat(answer.is(200).at("/policy/id")).isEqualTo(policy);
        assertThat(answer.at("/until")).isEqualTo(until);
    }

    @Test
    void tellsNothingWhereNoPolicyHolds() {
        http.get(
                        worker(),
                        "/api/v1/quarantine-policies/judgements?origin=INBOUND&destination=JS"
                                + "&arrivedAt=2019-12-31T00:00:00%2B08:00")
                .refused(422, "no-quarantine-policy-in-force");
        int all = http.get(worker(), "/api/v1/quarantine-policies")
                .is(200)
                .body()
                .path("items")
                .size();
        assertThat(http.get(worker(), "/api/v1/quarantine-policies?at=2020-02-01T00:00:00%2B08:00")
                        .body()
                        .path("items")
                        .size())
                .isLessThan(all);
    }

    @Test
    void ordersSevenAndSevenFollowsAndReleasesWithACertificate() {
        String resident = someone();
        Answer ordered = http.post(
                        worker(),
                        ORDERS,
                        order(resident, "SH", "HOME_FIT_FOR_ISOLATION", "TEST_NEGATIVE", "CONSENT_SIGNED"))
                .is(201);
        String path = ordered.location();
        assertThat(ordered.at("/policy")).isEqualTo("INB-SH-7-7");
        assertThat(ordered.at("/legalBasis")).isEqualTo("unknown");
        assertThat(ordered.at("/kind")).isEqualTo("CENTRAL");
        assertThat(ordered.body().path("stages").size()).isEqualTo(2);
        Answer read = http.get(worker(), path).is(200);
        assertThat(read.etag()).isEqualTo(ordered.etag());
        http.send(worker(), "GET", path, null, Map.of("If-None-Match", read.etag()))
                .is(304);

        http.post(worker(), path + "/servings", "{\"how\":\"IN_PERSON\"}").is(201);
        http.post(worker(), path + "/servings", "{\"how\":\"IN_PERSON\"}").refused(409, "quarantine-served-already");
        http.post(worker(), path + "/releases", "").refused(409, "quarantine-still-in-force");

        report(path, 36.6);
        JsonNode mine = http.send(worker(), "GET", path + "/follow-ups", null, Map.of("X-Purpose", "epidemic-control"))
                .is(200)
                .body();
        assertThat(mine.path("masked").asBoolean()).isFalse();
        assertThat(mine.toString()).contains("36.6");
        assertThat(http.get(worker(), path + "/follow-ups").is(200).body().toString())
                .doesNotContain("36.6")
                .contains("\"masked\":true");

        clock.advance(Duration.ofDays(14));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(http.get(worker(), path).at("/outcome")).isEqualTo("COMPLETED"));
        Answer released = http.post(worker(), path + "/releases", "").is(201);
        String certificate =
                http.get(resident(resident), released.location()).is(200).at("/certificate");
        Answer verified = http.post(
                        worker(),
                        "/api/v1/quarantine-certificates/verifications",
                        "{\"certificate\":\"%s\"}".formatted(certificate))
                .is(200);
        assertThat(verified.body().path("valid").asBoolean()).isTrue();
        assertThat(verified.at("/statement/sub")).isEqualTo(resident);
        String forged = certificate.substring(0, certificate.length() - 6) + "AAAAAA";
        assertThat(http.post(
                                worker(),
                                "/api/v1/quarantine-certificates/verifications",
                                "{\"certificate\":\"%s\"}".formatted(forged))
                        .is(200)
                        .body()
                        .path("valid")
                        .asBoolean())
                .isFalse();
        assertThat(http.get(worker(), "/api/v1/quarantine-certificates/keys")
                        .is(200)
                        .at("/keys/0/crv"))
                .isEqualTo("Ed25519");
    }

    @Test
    void endsAtOnceWhenItIsShortenedAndStopsItsTasks() {
        String resident = someone();
        String path = http.post(worker(), ORDERS, order(resident, "SH")).is(201).location();
        assertThat(due()).contains(id(path));

        String body = "{\"reasonCode\":\"AUTHORITY_DECISION\",\"reason\":\"文件\"}";
        http.post(worker(), path + "/shortenings", body).refused(403, "forbidden");
        Answer over = http.post(head(), path + "/shortenings", body).is(201);

        assertThat(over.at("/status")).isEqualTo("ENDED");
        assertThat(over.at("/outcome")).isEqualTo("SHORTENED");
        assertThat(over.body().path("nextTaskAt").isNull()).isTrue();
        assertThat(due()).doesNotContain(id(path));
        http.post(head(), path + "/shortenings", body).refused(409, "quarantine-not-in-force");
        // Free again: another order can follow.
        http.post(worker(), ORDERS, order(resident, "SH")).is(201);
    }

    @Test
    void endsWhenThePersonHasDied() {
        String resident = someone();
        String path = http.post(worker(), ORDERS, order(resident, "SH")).is(201).location();

        TestEvent.of(
                        "communitycloud.resident.died.v1",
                        resident,
                        2,
                        "{\"residentId\":\"%s\",\"area\":\"310101002001\",\"householdId\":null,\"on\":\"2026-11-22\"}"
                                .formatted(resident))
                .withId("E-" + resident)
                .at(clock.instant())
                .tell(events, "resident.residents.v1");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(http.get(worker(), path).at("/outcome")).isEqualTo("PERSON_GONE"));
    }

    @Test
    void bringsHerHouseholdWhatTheStockGives() {
        String resident = someone();
        String path = http.post(worker(), ORDERS, order(resident, "SH")).is(201).location();
        String supplies = path + "/supplies";
        http.post(resident("R-stranger"), supplies, "{\"item\":\"family_pack\",\"quantity\":1}")
                .refused(404, "not-found");
        http.post(worker(), supplies, "{\"item\":\"family_pack\",\"quantity\":0}")
                .refused(400, "invalid-field");
        String given = http.post(resident(resident), supplies, "{\"item\":\"family_pack\",\"quantity\":2}")
                .is(201)
                .at("/supplies/0/id");
        String notGiven = http.post(worker(), supplies, "{\"item\":\"unicorn\",\"quantity\":1}")
                .is(201)
                .at("/supplies/1/id");
        stock("stock-reserved", id(path), given, "");
        stock("stock-reservation-refused", id(path), notGiven, ",\"code\":\"unknown-item\"");
        stock("stock-reserved", "ANOTHER", given, "");

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Answer order = http.get(worker(), path);
            assertThat(order.at("/supplies/0/state")).isEqualTo("RESERVED");
            assertThat(order.at("/supplies/1/state")).isEqualTo("REFUSED");
            assertThat(order.at("/supplies/1/refusal")).isEqualTo("unknown-item");
        });
        String brought = supplies + "/" + given;
        http.post(resident(resident), brought + "/deliveries", "").refused(403, "forbidden");
        http.post(worker(), brought + "/deliveries", "").is(201);
        http.post(worker(), brought + "/confirmations", "").refused(422, "second-person-needed");
        assertThat(http.post(resident(resident), brought + "/confirmations", "")
                        .is(201)
                        .at("/supplies/0/state"))
                .isEqualTo("CONFIRMED");
        http.post(worker(), supplies + "/" + notGiven + "/deliveries", "").refused(409, "supply-not-reserved");
    }

    private void stock(String type, String cause, String step, String more) {
        String reservation = cause + "." + step;
        TestEvent.of(
                        "communitycloud.resource." + type + ".v1",
                        reservation,
                        1,
                        "{\"reservationId\":\"%s\",\"cause\":\"%s\",\"step\":\"%s\",\"area\":\"310101002001\",\"exercise\":false,\"item\":\"family_pack\",\"quantity\":2%s}"
                                .formatted(reservation, cause, step, more))
                .withId("E-" + reservation)
                .at(clock.instant())
                .tell(events, "resource.stock-reservations.v1");
    }

    @Test
    void hasOneOrderForAPersonHoweverManyOrderIt() throws Exception {
        String resident = someone();
        List<Future<Answer>> racing = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                racing.add(threads.submit(() -> http.post(worker(), ORDERS, order(resident, "SH"))));
            }
        }
        int made = 0;
        for (Future<Answer> each : racing) {
            Answer answer = each.get();
            if (answer.status() == 201) {
                made++;
            } else {
                assertThat(answer.status()).isEqualTo(409);
                assertThat(answer.at("/code")).isIn("in-quarantine-already", "quarantine-being-ordered");
            }
        }
        assertThat(made).isEqualTo(1);
        http.post(worker(), ORDERS, order(resident, "JS")).refused(409, "in-quarantine-already");
    }

    @Test
    void isOrderedOnceForOneKey() {
        String resident = someone();
        String body = order(resident, "SH");
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());

        Answer first = http.send(worker(), "POST", ORDERS, body, key).is(201);
        Answer second = http.send(worker(), "POST", ORDERS, body, key).is(201);

        assertThat(second.location()).isEqualTo(first.location());
        http.send(worker(), "POST", ORDERS, order(resident, "JS"), key).refused(422, "idempotency-key-reused");
    }

    @Test
    void asksWhoTheResidentIs() {
        http.post(worker(), ORDERS, order("R-nobody", "SH")).refused(422, "resident-not-known");
        persons.isDead("R-dead", TestCity.COMMITTEE);
        http.post(worker(), ORDERS, order("R-dead", "SH")).refused(422, "resident-not-known");
        persons.lives("R-next", TestCity.NEIGHBOUR);
        http.post(worker(), ORDERS, order("R-next", "SH")).refused(422, "resident-not-known");
        String resident = someone();
        persons.goAway(true);
        try {
            http.post(worker(), ORDERS, order(resident, "SH")).refused(503, "residents-away");
        } finally {
            persons.goAway(false);
        }
        http.post(worker(), ORDERS, order(resident, "SH")).is(201);
    }

    @Test
    void refusesWhatThePolicyDoesNotAllow() {
        String resident = someone();
        http.post(worker(), ORDERS, order(resident, "SH", clock.instant().plusSeconds(60), null))
                .refused(422, "not-arrived-yet");
        http.post(worker(), ORDERS, order(resident, "SH", clock.instant().minus(Duration.ofDays(14)), null))
                .refused(422, "quarantine-over-already");
        http.post(worker(), ORDERS, order(resident, "SH", clock.instant(), "HOME"))
                .refused(422, "quarantine-kind-not-of-policy");
        http.post(worker(), ORDERS, order(resident, "SH", Instant.parse("2019-12-31T00:00:00Z"), null))
                .refused(422, "no-quarantine-policy-in-force");
    }

    @Test
    void overridesOnlyWithASecondPerson() {
        String path =
                http.post(worker(), ORDERS, order(someone(), "SH")).is(201).location();
        String until = JsonShape.format(clock.instant().plus(Duration.ofDays(20)));
        String before = http.get(worker(), path).at("/until");
        String wish = "{\"until\":\"%s\",\"kind\":\"HOME\",\"reasonCode\":\"HUMANITARIAN\",\"reason\":\"r\"}"
                .formatted(until);

        http.post(worker(), path + "/overrides", wish).refused(403, "forbidden");
        Answer asked = http.post(head(), path + "/overrides", wish).is(201);
        assertThat(asked.at("/until")).isEqualTo(before);
        String decision = path + "/overrides/" + asked.at("/overrides/0/id") + "/decisions";
        http.post(head(), decision, "{\"approved\":true}").refused(403, "forbidden");
        String both = tokens.role("approver")
                .claim("roles", List.of("approver", "committee-head"))
                .subject("test-committee-head")
                .area(TestCity.COMMITTEE)
                .lasting(Duration.ofDays(4000))
                .mint();
        http.post(both, decision, "{\"approved\":true}").refused(422, "second-person-needed");
        Answer decided = http.post(approver(), decision, "{\"approved\":true}").is(201);
        assertThat(decided.at("/until")).isEqualTo(until);
        assertThat(decided.at("/kind")).isEqualTo("HOME");
        http.post(approver(), decision, "{\"approved\":true}").refused(409, "override-decided-already");
    }

    @Test
    void callsAttentionAndListsByIt() {
        String path =
                http.post(worker(), ORDERS, order(someone(), "SH")).is(201).location();
        String extension = "{\"until\":\"%s\",\"reasonCode\":\"SYMPTOMS\",\"reason\":\"r\"}"
                .formatted(JsonShape.format(clock.instant().plus(Duration.ofDays(17))));
        report(path, 38.2);

        assertThat(listed("?attention=true")).contains(id(path));
        Answer extended = http.post(head(), path + "/extensions", extension).is(201);
        assertThat(extended.at("/changes/0/reasonCode")).isEqualTo("SYMPTOMS");
        http.post(head(), path + "/extensions", extension).refused(422, "quarantine-end-out-of-order");
        assertThat(listed("?status=ACTIVE")).contains(id(path));
        assertThat(listed("?area=" + TestCity.COMMITTEE)).contains(id(path));
        http.get(worker(), ORDERS + "?status=ACTIVE&attention=true").refused(400, "invalid-parameter");
        http.get(worker(), ORDERS + "?area=" + TestCity.NEIGHBOUR).refused(404, "not-found");
    }

    @Test
    void showsEachAreaItsOwnAndTheResidentHerself() {
        String resident = someone();
        String path = http.post(worker(), ORDERS, order(resident, "SH")).is(201).location();
        List<String> strangers = List.of(
                token("social-worker", TestCity.NEIGHBOUR),
                token("committee-head", TestCity.TENTH),
                token("district-operator", TestCity.OTHER_DISTRICT),
                token("street-operator", TestCity.OTHER_STREET),
                resident("R-stranger"));
        for (String stranger : strangers) {
            http.get(stranger, path).refused(404, "not-found");
            assertThat(http.get(stranger, ORDERS + "?limit=200").is(200).body().toString())
                    .doesNotContain(id(path));
        }
        for (String one : List.of(
                token("street-operator", TestCity.STREET),
                token("district-operator", TestCity.DISTRICT),
                token("city-operator", TestCity.CITY),
                resident(resident))) {
            http.get(one, path).is(200);
            assertThat(http.get(one, ORDERS + "?resident=" + resident).body().toString())
                    .contains(id(path));
        }
        http.post(token("committee-head", TestCity.TENTH), path + "/shortenings", SHORT)
                .refused(404, "not-found");
        http.post(token("approver", TestCity.OTHER_STREET), path + "/overrides/x/decisions", "{\"approved\":true}")
                .refused(404, "not-found");
    }

    private static final String SHORT = "{\"reasonCode\":\"OTHER\",\"reason\":\"r\"}";

    /** Reports for the next task, at its time. */
    private void report(String path, double temperature) {
        Instant next = Instant.from(java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(
                http.get(worker(), path).at("/nextTaskAt")));
        if (next.isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), next).plusSeconds(1));
        }
        LocalDate day = LocalDate.ofInstant(next, CITY_TIME);
        boolean morning = LocalTime.ofInstant(next, CITY_TIME).isBefore(LocalTime.NOON);
        http.post(
                        worker(),
                        path + "/follow-ups",
                        "{\"day\":\"%s\",\"slot\":\"%s\",\"answered\":true,\"temperature\":%s}"
                                .formatted(day, morning ? "MORNING" : "EVENING", temperature))
                .is(201);
    }

    private List<String> listed(String query) {
        List<String> ids = new ArrayList<>();
        http.get(worker(), ORDERS + query + "&limit=200")
                .is(200)
                .body()
                .path("items")
                .forEach(item -> ids.add(item.path("id").asString()));
        return ids;
    }

    private List<String> due() {
        List<String> ids = new ArrayList<>();
        http.get(worker(), "/api/v1/quarantine-follow-ups?limit=200")
                .is(200)
                .body()
                .path("items")
                .forEach(item -> ids.add(item.path("orderId").asString()));
        return ids;
    }

    private String someone() {
        return persons.lives("R-" + UUID.randomUUID(), TestCity.COMMITTEE);
    }

    private String order(String resident, String destination, String... conditions) {
        String met = conditions.length == 0 ? "" : "\"" + String.join("\",\"", conditions) + "\"";
        return """
                {"residentId":"%s","origin":"INBOUND","destination":"%s","arrivedAt":"%s","conditions":[%s]}""".formatted(resident, destination, JsonShape.format(clock.instant()), met);
    }

    private static String order(String resident, String destination, Instant arrivedAt, @Nullable String kind) {
        return """
                {"residentId":"%s","origin":"INBOUND","destination":"%s","arrivedAt":"%s"%s}""".formatted(
                resident, destination, JsonShape.format(arrivedAt), kind == null ? "" : ",\"kind\":\"" + kind + "\"");
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String worker() {
        return token("social-worker", TestCity.COMMITTEE);
    }

    private String head() {
        return token("committee-head", TestCity.COMMITTEE);
    }

    private String approver() {
        return token("approver", TestCity.STREET);
    }

    private String resident(String id) {
        return tokens.role("resident")
                .resident(id)
                .lasting(Duration.ofDays(4000))
                .mint();
    }

    private String token(String role, String area) {
        return tokens.role(role).area(area).lasting(Duration.ofDays(4000)).mint();
    }
}
