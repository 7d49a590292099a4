package io.communitycloud.exchange.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.signatures.MessageSignature;
import io.communitycloud.common.signatures.RequestProfile;
import io.communitycloud.common.signatures.SignatureAlgorithm;
import io.communitycloud.common.signatures.VerificationKey;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.exchange.Api;
import io.communitycloud.exchange.ExchangeTest;
import io.communitycloud.exchange.webhook.KeyPersonListListener.ListProgress;
import io.communitycloud.exchange.webhook.Receiver.Received;
import io.communitycloud.exchange.webhook.ResponseLevelListener.LevelChanged;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExchangeTest
class WebhooksOverHttpTest {

    private static final String LEVELS = "communitycloud.emergency.response-level-changed.v1";
    private static final String ANSWERED = "communitycloud.emergency.key-person-list-answered.v1";

    private final Api api;
    private final Rounds rounds;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final ResponseLevelListener levels;
    private final KeyPersonListListener lists;
    private final Clock clock;
    private final TestTokens tokens = TestTokens.shared();

    WebhooksOverHttpTest(
            @LocalServerPort int port,
            @Autowired Rounds rounds,
            @Autowired Webhooks webhooks,
            @Autowired Deliveries deliveries,
            @Autowired ResponseLevelListener levels,
            @Autowired KeyPersonListListener lists,
            @Autowired Clock clock) {
        this.api = new Api(port);
        this.rounds = rounds;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.levels = levels;
        this.lists = lists;
        this.clock = clock;
    }

    @BeforeEach
    void receiverAnswers() {
        Receiver.answers(204);
    }

    /** The next test finds nothing on its way. */
    @AfterEach
    void nobodyWaits() {
        webhooks.wanting(LEVELS, Scope.area("310000000000"))
                .forEach(webhook -> webhooks.act(webhook.id(), Scope.everything(), null, Webhook::remove));
        webhooks.wanting(ANSWERED, Scope.area("310000000000"))
                .forEach(webhook -> webhooks.act(webhook.id(), Scope.everything(), null, Webhook::remove));
        while (rounds.next() > 0) {
            // until nothing is due
        }
    }

    @Test
    void tellsAPartnerSignedSoThatItCanBelieveIt() {
        subscribe("HLT", LEVELS);
        levels.changed(level("II"), meta("01EV1", LEVELS));
        levels.changed(level("II"), meta("01EV1", LEVELS));
        rounds.next();
        assertThat(Receiver.received()).hasSize(1);
        Received call = Receiver.received().getFirst();
        JsonNode event = JsonMapper.shared().readTree(call.content());
        assertThat(event.path("type").asString()).isEqualTo(LEVELS);
        assertThat(event.path("id").asString()).isEqualTo("01EV1");
        assertThat(event.path("data").path("to").asString()).isEqualTo("II");
        assertThat(call.fields("idempotency-key")).containsExactly("\"01EV1\"");
        JsonNode key = api.get("/api/v1/webhooks/keys", bureau("HLT"))
                .is(200)
                .body()
                .path("items")
                .get(0);
        RequestProfile profile = new RequestProfile(clock);
        MessageSignature signature = profile.read(call, true);
        profile.requireInTime(signature);
        assertThat(signature.keyId()).isEqualTo(key.path("keyId").asString());
        profile.requireUnaltered(
                signature,
                call,
                call.content().getBytes(StandardCharsets.UTF_8),
                VerificationKey.read(
                        SignatureAlgorithm.ED25519, key.path("publicKey").asString()));
    }

    @Test
    void tellsABureauOfItsOwnListsAlone() {
        String own = subscribe("HLT", ANSWERED);
        String other = subscribe("PSB", ANSWERED);
        lists.cameFurther(
                new ListProgress("01L", "HLT", false, 200, 2, 195, null, null, null, null), meta("01EV2", ANSWERED));
        rounds.next();
        assertThat(statesOf("HLT", own)).containsExactly("DELIVERED");
        assertThat(statesOf("PSB", other)).isEmpty();
        assertThat(api.get("/api/v1/webhooks/" + own, bureau("PSB")).status()).isEqualTo(404);
    }

    @Test
    void triesAgainLaterAndGivesUpInTheEnd() {
        Receiver.answers(503);
        String id = subscribe("HLT", LEVELS);
        levels.changed(level("I"), meta("01EV3", LEVELS));
        rounds.next();
        Delivery first = delivery(id);
        assertThat(first.state()).isEqualTo(Delivery.State.PENDING);
        assertThat(first.lastStatus()).isEqualTo(503);
        assertThat(Optional.ofNullable(first.dueAt()).orElseThrow())
                .isAfter(clock.instant().plusSeconds(5));
        Delivery tried = first;
        for (int i = 0; i < 7; i++) {
            Delivery next = tried.answered(500, clock.instant());
            deliveries.attempted(tried, next);
            tried = next;
        }
        assertThat(statesOf("HLT", id)).containsExactly("DEAD");
    }

    @Test
    void sendsAgainWhatWasGivenUpAndKeepsWhoAskedAndWhy() {
        String id = subscribe("HLT", LEVELS);
        levels.changed(level("I"), meta("01EV4", LEVELS));
        rounds.next();
        Receiver.answers(204);
        api.post("/api/v1/webhooks/" + id + "/replays", bureau("HLT"), "{\"reason\":\"x\"}")
                .is(400);
        JsonNode started = api.post(
                        "/api/v1/webhooks/" + id + "/replays",
                        bureau("HLT"),
                        "{\"reason\":\"receiver lost its disk\",\"from\":\"2020-01-01T00:00:00+08:00\"}")
                .is(202)
                .body();
        assertThat(started.path("count").asInt()).isEqualTo(1);
        rounds.next();
        assertThat(Receiver.received()).hasSize(1);
        JsonNode replay = api.get("/api/v1/webhooks/" + id, bureau("HLT"))
                .is(200)
                .body()
                .path("replays")
                .get(0);
        assertThat(replay.path("by").asString()).isEqualTo("test-bureau-client");
        assertThat(replay.path("reason").asString()).isEqualTo("receiver lost its disk");
        api.post(
                        "/api/v1/webhooks/" + id + "/replays",
                        tokens.role("operations"),
                        "{\"reason\":\"asked by phone\",\"delivery\":\"01EV4." + id + "\"}")
                .is(202);
        rounds.next();
        assertThat(Receiver.received()).hasSize(2);
    }

    @Test
    void followsNoRedirect() {
        Receiver.redirects("https://inside.hlt.example/");
        String id = subscribe("HLT", LEVELS);
        levels.changed(level("I"), meta("01EV5", LEVELS));
        rounds.next();
        assertThat(Receiver.received()).hasSize(1);
        assertThat(delivery(id).lastFault()).isEqualTo("http-307");
    }

    @Test
    void connectsToNoAddressInsideWhateverTheNameLedToBefore() {
        Webhook moved = Webhook.subscribe(
                "01MOVED", "310000000000", "HLT", "https://inside.hlt.example/in", List.of(LEVELS), clock.instant());
        webhooks.save(moved);
        levels.changed(level("I"), meta("01EV6", LEVELS));
        rounds.next();
        assertThat(delivery("01MOVED").lastFault()).isEqualTo("address-not-public");
        assertThat(Receiver.received()).isEmpty();
    }

    @Test
    void refusesTargetsInsideAndSaysWhy() {
        for (String url : List.of(
                "http://" + Receiver.HOST + "/",
                "https://127.0.0.1/",
                "https://localhost/",
                "https://inside.hlt.example/",
                "https://[::ffff:10.0.0.7]/")) {
            Api.Answer answer = api.post("/api/v1/webhooks", bureau("HLT"), subscription(url, LEVELS));
            assertThat(answer.is(422).text("code")).isEqualTo("webhook-target-refused");
        }
        api.post("/api/v1/webhooks", bureau("HLT"), subscription(Receiver.url("/"), "communitycloud.nothing.v1"))
                .is(400);
    }

    @Test
    void letsDeliveriesGatherWhileItPauses() {
        String id = subscribe("HLT", LEVELS);
        api.post("/api/v1/webhooks/" + id + "/pauses", bureau("HLT"), "").is(200);
        api.post("/api/v1/webhooks/" + id + "/pauses", bureau("HLT"), "").is(409);
        levels.changed(level("I"), meta("01EV7", LEVELS));
        rounds.next();
        assertThat(Receiver.received()).isEmpty();
        assertThat(delivery(id).attempts()).isZero();
        api.post("/api/v1/webhooks/" + id + "/resumptions", bureau("HLT"), "").is(200);
        deliveries.postpone(delivery(id), clock.instant());
        rounds.next();
        assertThat(Receiver.received()).hasSize(1);
    }

    @Test
    void triesAReceiverWithoutAnEvent() {
        String id = subscribe("HLT", LEVELS);
        api.post("/api/v1/webhooks/" + id + "/tests", bureau("HLT"), "").is(202);
        rounds.next();
        assertThat(Receiver.received()).hasSize(1);
        assertThat(api.get("/api/v1/webhooks/event-types", bureau("HLT"))
                        .is(200)
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(TellingPartners.TYPES.size());
    }

    private String subscribe(String bureau, String type) {
        return api.post("/api/v1/webhooks", bureau(bureau), subscription(Receiver.url("/in?a=1"), type))
                .is(201)
                .text("id");
    }

    private static String subscription(String url, String type) {
        return "{\"url\":\"" + url + "\",\"events\":[\"" + type + "\"]}";
    }

    private Delivery delivery(String webhook) {
        return deliveries
                .page(webhook, null, Scope.area("310000000000"), PageRequest.first())
                .items()
                .getFirst();
    }

    private List<String> statesOf(String bureau, String webhook) {
        return api.get("/api/v1/webhooks/" + webhook + "/deliveries", bureau(bureau))
                .is(200)
                .body()
                .path("items")
                .valueStream()
                .map(each -> each.path("state").asString())
                .toList();
    }

    private Token bureau(String code) {
        return tokens.role("bureau-client").bureau(code);
    }

    private static LevelChanged level(String to) {
        return new LevelChanged(
                "310000000000.C01", "310000000000", "310101000000", "C01", null, "III", to, null, false);
    }

    private EventMeta meta(String id, String type) {
        Instant now = clock.instant().minus(Duration.ofSeconds(1));
        return new EventMeta(id, type, "topic", "subject", 1, now, id, null);
    }
}
