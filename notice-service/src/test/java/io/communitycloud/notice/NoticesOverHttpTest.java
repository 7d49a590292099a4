package io.communitycloud.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.broker.TestEvent;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.notice.household.Neighbourhood;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Notices as callers see them, with the background at work and events on a real broker. */
@NoticeServiceTest
class NoticesOverHttpTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestTokens tokens = TestTokens.shared();

    @LocalServerPort
    private int port;

    @Autowired
    private AreaTree areas;

    @Autowired
    private Neighbourhood neighbourhood;

    @Autowired
    private Producer<String, byte[]> events;

    @BeforeEach
    void settle() {
        TestCity.settle(areas);
    }

    @Test
    void tellsTheStoryOfANotice() {
        Instant longAgo = Instant.parse("2026-01-01T00:00:00Z");
        neighbourhood.form(TestCity.TENTH, 3, longAgo);
        String household = "H" + TestCity.TENTH + "000001";
        neighbourhood.register("R-ten", household, longAgo);
        String head = tokens.role("committee-head").area(TestCity.TENTH).mint();

        Answer drafted = post(head, "/api/v1/notices", notice(TestCity.TENTH, "APP", "WECHAT"), null);
        assertThat(drafted.status()).as(drafted.toString()).isEqualTo(201);
        String path = drafted.header("location");
        assertThat(get(head, path).header("etag")).isEqualTo(drafted.header("etag"));
        assertThat(drafted.body().path("state").asString()).isEqualTo("DRAFT");

        Answer corrected =
                send(head, "PATCH", path, "{\"title\":\"停水改期\"}", Map.of("If-Match", drafted.header("etag")));
        assertThat(corrected.status()).as(corrected.toString()).isEqualTo(200);
        assertThat(corrected.body().path("title").asString()).isEqualTo("停水改期");
        assertThat(send(head, "PATCH", path, "{}", Map.of("If-Match", drafted.header("etag")))
                        .status())
                .isEqualTo(412);

        String key = UUID.randomUUID().toString();
        Answer published = post(head, path + "/publications", null, key);
        assertThat(published.status()).as(published.toString()).isEqualTo(202);
        assertThat(post(head, path + "/publications", null, key).status()).isEqualTo(202);
        refused(post(head, path + "/publications", null, null), 409, "notice-not-a-draft");
        refused(send(head, "DELETE", path, null, Map.of("If-Match", published.header("etag"))), 409, null, 412);

        String progress = published.header("location");
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode rest = get(head, progress).body();
            assertThat(rest.path("atRest").asBoolean()).as(rest.toString()).isTrue();
            assertThat(rest.path("accepted").asInt()).isEqualTo(6);
            assertThat(rest.path("delivered").asInt()).isEqualTo(6);
        });
        assertThat(get(head, path + "/batches").body().path("items").size()).isEqualTo(1);

        String resident = tokens.role("resident").resident("R-ten").mint();
        JsonNode mine = get(resident, "/api/v1/deliveries").body().path("items");
        assertThat(mine.size()).isEqualTo(2);
        assertThat(mine.path(0).path("title").asString()).isEqualTo("停水改期");
        assertThat(get(resident, path).status()).isEqualTo(200);
        String delivery = "/api/v1/deliveries/" + mine.path(0).path("id").asString();
        assertThat(post(resident, delivery + "/reads", null, null).status()).isEqualTo(201);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(get(head, progress).body().path("read").asInt())
                                .isEqualTo(1));
        String stranger = tokens.role("resident").resident("R-stranger").mint();
        assertThat(get(stranger, path).status()).isEqualTo(404);
        assertThat(get(stranger, delivery).status()).isEqualTo(404);
        refused(post(stranger, delivery + "/reads", null, null), 404, "not-found");

        Answer recalled = post(head, path + "/recalls", "{\"reason\":\"改期\"}", null);
        assertThat(recalled.status()).as(recalled.toString()).isEqualTo(201);
        refused(post(head, path + "/recalls", "{\"reason\":\"改期\"}", null), 409, "notice-not-published");

        String id = drafted.body().path("id").asString();
        assertThat(TestEvent.namesAbout(id, "notice.notices.v1", 4))
                .containsExactly("notice-drafted", "notice-corrected", "notice-published", "notice-recalled");
        assertThat(TestEvent.namesAbout(id + "-000001", "notice.batches.v1", 2))
                .containsExactly("batch-accepted", "batch-delivered");
    }

    @Test
    void showsEachAreaItsOwnAndNothingElse() {
        String worker = tokens.role("social-worker").area(TestCity.COMMITTEE).mint();
        Answer own = post(worker, "/api/v1/notices", notice(TestCity.COMMITTEE, "APP"), null);
        String path = own.header("location");
        assertThat(get(worker, path).status()).isEqualTo(200);
        for (String above : List.of(TestCity.STREET, TestCity.DISTRICT, TestCity.CITY)) {
            String role = above.equals(TestCity.STREET)
                    ? "street-operator"
                    : above.equals(TestCity.DISTRICT) ? "district-operator" : "city-operator";
            String token = tokens.role(role).area(above).mint();
            assertThat(get(token, path).status()).isEqualTo(200);
            assertThat(listed(token, "/api/v1/notices?limit=200")).contains(path);
            assertThat(listed(token, "/api/v1/notices?limit=200&state=DRAFT&area=" + TestCity.COMMITTEE))
                    .contains(path);
        }
        List<String> others = List.of(
                tokens.role("social-worker").area(TestCity.NEIGHBOUR).mint(),
                tokens.role("committee-head").area(TestCity.TENTH).mint(),
                tokens.role("district-operator").area(TestCity.OTHER_DISTRICT).mint(),
                tokens.role("street-operator").area(TestCity.OTHER_STREET).mint());
        for (String other : others) {
            assertThat(get(other, path).status()).isEqualTo(404);
            assertThat(get(other, path + "/progress").status()).isEqualTo(404);
            assertThat(get(other, path + "/batches").status()).isEqualTo(404);
            assertThat(listed(other, "/api/v1/notices?limit=200")).doesNotContain(path);
            refused(get(other, "/api/v1/notices?area=" + TestCity.COMMITTEE), 404, "not-found");
            refused(post(other, "/api/v1/notices", notice(TestCity.COMMITTEE, "APP"), null), 404, "not-found");
            assertThat(send(other, "PATCH", path, "{}", Map.of("If-Match", "\"1-full\""))
                            .status())
                    .isEqualTo(404);
        }
        String head = tokens.role("committee-head").area(TestCity.NEIGHBOUR).mint();
        refused(post(head, path + "/publications", null, null), 404, "not-found");
        refused(post(worker, path + "/publications", null, null), 403, "forbidden");
    }

    @Test
    void letsACommitteeReadWhatWasPublishedToItFromAbove() {
        neighbourhood.form(TestCity.OTHER_COMMITTEE, 1, Instant.parse("2026-01-01T00:00:00Z"));
        String district =
                tokens.role("district-operator").area(TestCity.OTHER_DISTRICT).mint();
        String worker =
                tokens.role("social-worker").area(TestCity.OTHER_COMMITTEE).mint();
        String elsewhere = tokens.role("social-worker").area(TestCity.NEIGHBOUR).mint();
        String path = post(district, "/api/v1/notices", notice(TestCity.OTHER_DISTRICT, "APP"), null)
                .header("location");
        assertThat(get(worker, path).status()).isEqualTo(404);
        assertThat(post(district, path + "/publications", null, null).status()).isEqualTo(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get(worker, path).status()).isEqualTo(200));
        assertThat(get(worker, path + "/progress").status()).isEqualTo(404);
        assertThat(get(elsewhere, path).status()).isEqualTo(404);
    }

    @Test
    void refusesWhatARuleSaysNoTo() {
        String head = tokens.role("committee-head").area(TestCity.COMMITTEE).mint();
        refused(
                post(head, "/api/v1/notices", notice(TestCity.COMMITTEE, "LOUDSPEAKER"), null),
                422,
                "channel-not-of-category");
        refused(
                post(head, "/api/v1/notices", notice(TestCity.COMMITTEE, "SMS").replace("停水。", "水".repeat(496)), null),
                422,
                "too-long-for-channel");
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        refused(post(head, "/api/v1/notices", ending(now.minusSeconds(5)), null), 422, "notice-ends-before-it-begins");
        refused(
                post(head, "/api/v1/notices", ending(now.plus(Duration.ofDays(93))), null),
                422,
                "notice-lives-too-long");
        refused(
                post(
                        head,
                        "/api/v1/notices",
                        ending(now.plus(Duration.ofDays(2))).replace("service_outage", "vote"),
                        null),
                422,
                "notice-open-too-short");
        refused(post(head, "/api/v1/notices", notice("999999999999", "APP"), null), 400, "invalid-field");
        refused(
                post(
                        head,
                        "/api/v1/notices",
                        notice(TestCity.COMMITTEE, "APP").replace("service_outage", "gossip"),
                        null),
                400,
                "invalid-field");
        refused(post(head, "/api/v1/notices", notice(TestCity.COMMITTEE, "PIGEON"), null), 400, "invalid-field");
        String withoutEnd = notice(TestCity.COMMITTEE, "APP").replaceAll(",\"expiresAt\":\"[^\"]*\"", "");
        refused(post(head, "/api/v1/notices", withoutEnd, null), 400, "invalid-field");
        String path = post(head, "/api/v1/notices", notice(TestCity.COMMITTEE, "APP"), null)
                .header("location");
        refused(post(head, path + "/recalls", "{\"reason\":\"x\"}", null), 409, "notice-not-published");
    }

    @Test
    void createsOnceUnderOneKey() {
        String head = tokens.role("committee-head").area(TestCity.COMMITTEE).mint();
        String key = UUID.randomUUID().toString();
        String body = notice(TestCity.COMMITTEE, "APP");
        Answer first = post(head, "/api/v1/notices", body, key);
        Answer second = post(head, "/api/v1/notices", body, key);
        assertThat(second.header("location")).isEqualTo(first.header("location"));
        refused(post(head, "/api/v1/notices", body.replace("停水。", "停电。"), key), 422, "idempotency-key-reused");
    }

    @Test
    void takesADraftAway() {
        String head = tokens.role("committee-head").area(TestCity.COMMITTEE).mint();
        Answer drafted = post(head, "/api/v1/notices", notice(TestCity.COMMITTEE, "APP"), null);
        String path = drafted.header("location");
        assertThat(send(head, "DELETE", path, null, Map.of("If-Match", drafted.header("etag")))
                        .status())
                .isEqualTo(204);
        assertThat(get(head, path).status()).isEqualTo(404);
        assertThat(listed(head, "/api/v1/notices?limit=200")).doesNotContain(path);
    }

    @Test
    void pagesThroughDeliveriesWithoutLossOrRepetition() {
        neighbourhood.form(TestCity.NEIGHBOUR, 25, Instant.parse("2026-01-01T00:00:00Z"));
        String head = tokens.role("committee-head").area(TestCity.NEIGHBOUR).mint();
        Answer drafted = post(head, "/api/v1/notices", notice(TestCity.NEIGHBOUR, "APP"), null);
        String id = drafted.body().path("id").asString();
        post(head, drafted.header("location") + "/publications", null, null);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get(head, drafted.header("location") + "/progress")
                                .body()
                                .path("delivered")
                                .asInt())
                        .isEqualTo(25));
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get(head, "/api/v1/deliveries?notice=" + id + "&state=DELIVERED&limit=7" + cursor)
                    .body();
            page.path("items").forEach(item -> seen.add(item.path("id").asString()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(get(head, "/api/v1/deliveries?notice=" + id + "&state=QUEUED")
                        .body()
                        .path("items")
                        .size())
                .isZero();
        String other = tokens.role("committee-head").area(TestCity.TENTH).mint();
        assertThat(get(other, "/api/v1/deliveries?notice=" + id)
                        .body()
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void hearsOfHouseholdsOverTheBroker() {
        tell(
                "resident.households.v1",
                "resident.household-formed",
                "H-kafka",
                1,
                Map.of(
                        "householdId",
                        "H-kafka",
                        "area",
                        TestCity.OTHER_COMMITTEE,
                        "dwellingId",
                        "D",
                        "kind",
                        "FAMILY"));
        tell(
                "resident.residents.v1",
                "resident.registered",
                "R-kafka",
                1,
                Map.of(
                        "residentId",
                        "R-kafka",
                        "area",
                        TestCity.OTHER_COMMITTEE,
                        "householdId",
                        "H-kafka",
                        "residence",
                        "REGISTERED"));
        String street =
                tokens.role("street-operator").area(TestCity.OTHER_STREET).mint();
        String resident = tokens.role("resident").resident("R-kafka").mint();
        // A notice reaches whom the projection knew at its publication; one that came too early is followed by another.
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreException(ConditionTimeoutException.class)
                .untilAsserted(() -> {
                    String path = post(street, "/api/v1/notices", notice(TestCity.OTHER_STREET, "APP"), null)
                            .header("location");
                    assertThat(post(street, path + "/publications", null, null).status())
                            .isEqualTo(202);
                    await().atMost(Duration.ofSeconds(2))
                            .untilAsserted(() ->
                                    assertThat(get(resident, path).status()).isEqualTo(200));
                });
    }

    @Test
    void answersAnActivationOnceFromTopicToTopic() {
        neighbourhood.form(TestCity.NEIGHBOUR, 25, Instant.parse("2026-01-01T00:00:00Z"));
        String head = tokens.role("committee-head").area(TestCity.NEIGHBOUR).mint();
        Map<String, Object> real = activation("act-real", false);
        tell("emergency.activations.v1", "emergency.activation-started", "act-real", 1, real);
        tell("emergency.activations.v1", "emergency.activation-started", "act-real", 1, real);
        Map<String, Object> drill = activation("act-drill", true);
        tell("emergency.activations.v1", "emergency.activation-started", "act-drill", 1, drill);
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode reached =
                    get(head, "/api/v1/notices/act-real.tell/progress").body();
            assertThat(reached.path("accepted").asInt()).as(reached.toString()).isEqualTo(25);
            assertThat(reached.path("delivered").asInt()).isEqualTo(25);
            JsonNode played =
                    get(head, "/api/v1/notices/act-drill.tell/progress").body();
            assertThat(played.path("accepted").asInt()).as(played.toString()).isEqualTo(25);
            assertThat(played.path("suppressed").asInt()).isEqualTo(25);
        });
        tell(
                "emergency.activations.v1",
                "emergency.activation-ended",
                "act-real",
                2,
                Map.of("activationId", "act-real", "reason", "incident closed"));

        assertThat(TestEvent.namesAbout("act-real.tell", "notice.notices.v1", 3))
                .containsExactly("notice-drafted", "notice-published", "notice-recalled");
        assertThat(TestEvent.namesAbout("act-real.gossip", "notice.notices.v1", 1))
                .containsExactly("notice-refused");
        assertThat(TestEvent.namesAbout("act-real.tell-000001", "notice.batches.v1", 2))
                .containsExactly("batch-accepted", "batch-delivered");
        JsonNode recalled = get(head, "/api/v1/notices/act-real.tell").body();
        assertThat(recalled.path("state").asString()).isEqualTo("RECALLED");
        assertThat(recalled.path("recallReason").asString()).isEqualTo("incident closed");
        assertThat(recalled.path("cause").asString()).isEqualTo("act-real");
        assertThat(recalled.path("step").asString()).isEqualTo("tell");
        JsonNode refused = get(head, "/api/v1/notices/act-real.gossip").body();
        assertThat(refused.path("state").asString()).isEqualTo("REFUSED");
        assertThat(refused.path("refusal").asString()).isEqualTo("unknown-category");
    }

    private static Map<String, Object> activation(String id, boolean exercise) {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(15)).truncatedTo(ChronoUnit.SECONDS);
        return Map.of(
                "activationId",
                id,
                "area",
                TestCity.NEIGHBOUR,
                "exercise",
                exercise,
                "notices",
                List.of(step("tell", "epidemic", deadline), step("gossip", "gossip", deadline)));
    }

    private static Map<String, Object> step(String name, String category, Instant deadline) {
        return Map.of(
                "step",
                name,
                "area",
                TestCity.NEIGHBOUR,
                "category",
                category,
                "title",
                "启动应急响应",
                "body",
                "请留意社区通知。",
                "language",
                "zh-CN",
                "channels",
                List.of("APP"),
                "deadline",
                deadline.toString());
    }

    private void tell(String topic, String what, String subject, long sequence, Map<String, ?> data) {
        TestEvent.of("communitycloud." + what + ".v1", subject, sequence, JSON.writeValueAsString(data))
                .tell(events, topic);
    }

    private static String notice(String area, String... channels) {
        return body(area, Instant.now().plus(Duration.ofDays(3)), channels);
    }

    private static String ending(Instant end) {
        return body(TestCity.COMMITTEE, end, "APP");
    }

    private static String body(String area, Instant end, String... channels) {
        return """
                {"area":"%s","title":"停水通知","text":"明日停水。","category":"service_outage","priority":"URGENT",\
                "channels":["%s"],"expiresAt":"%s"}""".formatted(area, String.join("\",\"", channels), end.truncatedTo(ChronoUnit.SECONDS));
    }

    private List<String> listed(String token, String path) {
        List<String> paths = new ArrayList<>();
        get(token, path)
                .body()
                .path("items")
                .forEach(item -> paths.add("/api/v1/notices/" + item.path("id").asString()));
        return paths;
    }

    private static void refused(Answer answer, int status, @Nullable String code, int... or) {
        List<Integer> statuses = new ArrayList<>(List.of(status));
        for (int other : or) {
            statuses.add(other);
        }
        assertThat(answer.status()).as(answer.toString()).isIn(statuses);
        if (code != null) {
            assertThat(answer.body().path("code").asString())
                    .as(answer.toString())
                    .isEqualTo(code);
        }
    }

    private Answer get(String token, String path) {
        return send(token, "GET", path, null, Map.of());
    }

    private Answer post(String token, String path, @Nullable String body, @Nullable String key) {
        return send(token, "POST", path, body, key == null ? Map.of() : Map.of("Idempotency-Key", key));
    }

    private Answer send(String token, String method, String path, @Nullable String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (body != null) {
            request.header(
                    "Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
        }
        try {
            HttpResponse<String> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(
                    answer.statusCode(),
                    answer.headers(),
                    answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private record Answer(int status, HttpHeaders headers, JsonNode body) {

        String header(String name) {
            return headers.firstValue(name).orElseThrow(() -> new AssertionError("no " + name + " in " + this));
        }
    }
}
