package io.communitycloud.exchange.intake;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.communitycloud.common.events.areas.Area;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.AreaLevels.Level;
import io.communitycloud.common.signatures.SignatureAlgorithm;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.exchange.ExchangeTest;
import io.communitycloud.exchange.Surroundings;
import io.communitycloud.exchange.intake.Pushes.Answer;
import io.communitycloud.exchange.wire.auth.Sm3;
import io.communitycloud.legacy.LegacySettings;
import io.communitycloud.legacy.online.PushingGridEvents;
import io.communitycloud.legacy.secret.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** PLC-01's pushes, from the inbox to the incidents of emergency-service. */
@ExchangeTest
class GridEventsTest {

    private static final WireMockServer EMERGENCY = Surroundings.EMERGENCY;
    private static final String INCIDENTS = "/api/v1/incidents";
    private static final String GRID = "310101002001";
    private static final LocalDate EDITION = LocalDate.of(2023, 6, 30);

    /** What the stand-in made of its key, which the exchange reads as well. */
    private static final Credentials CREDENTIALS =
            new Credentials(new LegacySettings(Surroundings.HOME, 0, 0, false, 1, 0, "", List.of()));

    private final Pushes pushes;
    private final PushingGridEvents standIn;
    private final IntakeTickets tickets;
    private final Clock clock;
    private final TestTokens tokens = TestTokens.shared();
    private final String play = UUID.randomUUID().toString().substring(0, 8);

    GridEventsTest(
            @LocalServerPort int port,
            @Autowired AreaTree areas,
            @Autowired IntakeTickets tickets,
            @Autowired Clock clock) {
        this.pushes = new Pushes(port);
        this.standIn = new PushingGridEvents(CREDENTIALS, clock, "http://127.0.0.1:" + port);
        this.tickets = tickets;
        this.clock = clock;
        areas.put(List.of(
                new Area("310000000000", Level.CITY, "上海市", null, EDITION, null, null),
                new Area("310101000000", Level.DISTRICT, "黄浦区", "310000000000", EDITION, null, null),
                new Area("310101002000", Level.STREET, "街道", "310101000000", EDITION, null, null),
                new Area(GRID, Level.COMMITTEE, "一居", "310101002000", EDITION, null, null)));
        EMERGENCY.stubFor(post(urlPathEqualTo(INCIDENTS))
                .willReturn(okJson("{\"id\":\"I-1\"}").withStatus(201)));
    }

    @Test
    void takesWhatTheStandInPushesUnderItsOwnKey() throws Exception {
        PushingGridEvents.Pushed pushed = standIn.push("B-" + play, GRID, 4);
        assertThat(pushed.status()).isEqualTo(202);
        JsonNode done = closed(pushed.ticket());
        assertThat(done.path("done").asInt()).isEqualTo(4);
        assertThat(done.path("failed").asInt()).isZero();
        assertThat(standIn.push("B-" + play, GRID, 4).ticket()).isEqualTo(pushed.ticket());
    }

    @Test
    void reportsAnEventThatIsAnIncidentOnceHoweverOftenItComes() {
        String all = event("a", "02", "01") + event("b", "03", "01") + event("c", "02", "03") + event("d", "04", "02");
        JsonNode done = closed(accepted(push("1", all)));
        assertThat(done.path("done").asInt()).isEqualTo(4);
        assertThat(reported("")).hasSize(2);
        LoggedRequest security = reported("a").getFirst();
        assertThat(security.getHeader("X-Scope-Area")).isEqualTo(GRID);
        assertThat(security.getHeader("Idempotency-Key")).startsWith("\"intake-");
        assertThat(security.getBodyAsString())
                .contains("\"type\":\"D02\"", "\"area\":\"" + GRID + "\"", "2026-11-20T08:30:00+08:00");
        // In another batch and state it is the same event.
        assertThat(closed(accepted(push("2", event("a", "02", "02"))))
                        .path("done")
                        .asInt())
                .isEqualTo(1);
        assertThat(reported("a")).hasSize(1);
    }

    @Test
    void tellsOfRowsThatCannotBeTakenByTheirElement() {
        EMERGENCY.stubFor(post(urlPathEqualTo(INCIDENTS))
                .withRequestBody(matchingJsonPath("$.what", containing(play + "-r")))
                .willReturn(aResponse()
                        .withStatus(422)
                        .withHeader("Content-Type", "application/problem+json")
                        .withBody("{\"code\":\"type-unknown\"}")));
        String rows = event("r", "02", "01")
                + event("u", "02", "01").replace(GRID, "999999999999")
                + event("t", "02", "01").replace("08:30:00", "8 o'clock")
                + event("f", "=1+1", "01")
                + event("r", "02", "02");
        JsonNode done = closed(accepted(push("1", rows)));
        assertThat(done.path("done").asInt()).isZero();
        assertThat(done.path("failed").asInt()).isEqualTo(5);
        assertThat(done.path("problems").toString())
                .contains("type-unknown", "unknown-area", "not-a-time", "formula-cell", "repeated-key")
                .contains("GridCode", "HappenTime", "EventType");
    }

    @Test
    void waitsWhileTheOwnerIsAway() {
        EMERGENCY.stubFor(post(urlPathEqualTo(INCIDENTS))
                .withRequestBody(matchingJsonPath("$.what", containing(play + "-w")))
                .inScenario(play)
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withStatus(503))
                .willSetStateTo("back"));
        assertThat(closed(accepted(push("1", event("w", "02", "01"))))
                        .path("done")
                        .asInt())
                .isEqualTo(1);
        List<LoggedRequest> asked = reported("w");
        assertThat(asked).hasSize(2);
        assertThat(asked.stream().map(each -> each.getHeader("Idempotency-Key")).distinct())
                .hasSize(1);
    }

    @Test
    void refusesWhatIsNotSignedByTheSystem() {
        byte[] body = body("1", event("x", "02", "01"));
        PrivateKey stranger = SignatureAlgorithm.SM2_SM3.newPair().getPrivate();
        Instant now = clock.instant();
        refused(pushes.post("PLC-01", body), "push-unsigned");
        refused(push(body, "PLC-01", now, ours(), "short"), "push-unsigned");
        refused(push(body, "PLC-01", now, stranger, "nonce-of-a-push"), "push-signature-wrong");
        refused(push(body, "PLC-02", now, ours(), "nonce-of-a-push"), "push-signature-wrong");
        refused(push(body, "PLC-01", now.minusSeconds(301), ours(), "nonce-of-a-push"), "push-time-off");
        Answer signed = push(body, "PLC-01", now, ours(), "nonce-of-a-push");
        assertThat(signed.status()).isEqualTo(202);
        byte[] altered =
                new String(body, StandardCharsets.UTF_8).replace(">02<", ">04<").getBytes(StandardCharsets.UTF_8);
        refused(
                pushes.post(
                        "PLC-01",
                        altered,
                        "X-App-Id",
                        "PLC-01",
                        "X-Timestamp",
                        Long.toString(now.getEpochSecond()),
                        "X-Nonce",
                        "nonce-of-a-push",
                        "X-Signature",
                        signature(ours(), "PLC-01", now, "nonce-of-a-push", body)),
                "push-signature-wrong");
        assertThat(reported("x").stream().filter(each -> each.getBodyAsString().contains("B05")))
                .isEmpty();
    }

    @Test
    void refusesMessagesThatAreNone() {
        for (String message : List.of("<PushEvents/>", "<a", "{}", "<PushEvents><BatchNo>B</BatchNo></PushEvents>")) {
            byte[] body = message.getBytes(StandardCharsets.UTF_8);
            Answer answer = push(body, "PLC-01", clock.instant(), ours(), "nonce-of-a-push");
            assertThat(answer.status()).as(message).isEqualTo(400);
        }
    }

    /** The stand-in's own, which nobody but it and this test reads. */
    private static PrivateKey ours() {
        String pem = new String(
                CREDENTIALS.bytes("PLC-01", "push-key-pair.pem", () -> new byte[0]), StandardCharsets.US_ASCII);
        String secret =
                pem.substring(0, pem.indexOf("-----BEGIN PUBLIC KEY-----")).replaceAll("-----[A-Z ]+-----", "");
        try {
            return KeyFactory.getInstance("EC", new BouncyCastleProvider())
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(secret)));
        } catch (GeneralSecurityException noKey) {
            throw new AssertionError(noKey);
        }
    }

    private Answer push(String batch, String events) {
        return push(body(batch, events), "PLC-01", clock.instant(), ours(), "nonce-of-a-push");
    }

    private Answer push(byte[] body, String app, Instant at, PrivateKey key, String nonce) {
        return pushes.post(
                "PLC-01",
                body,
                "X-App-Id",
                app,
                "X-Timestamp",
                Long.toString(at.getEpochSecond()),
                "X-Nonce",
                nonce,
                "X-Signature",
                signature(key, app, at, nonce, body));
    }

    private static String signature(PrivateKey key, String app, Instant at, String nonce, byte[] body) {
        String text = String.join("\n", app, Long.toString(at.getEpochSecond()), nonce, Sm3.of(body));
        return Base64.getEncoder()
                .encodeToString(SignatureAlgorithm.SM2_SM3.sign(key, text.getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] body(String batch, String events) {
        return ("<soapenv:Envelope xmlns:soapenv=\"http://www.w3.org/2003/05/soap-envelope\"><soapenv:Body>"
                        + "<PushEvents xmlns=\"urn:plc:events\"><BatchNo>" + play + batch + "</BatchNo>" + events
                        + "</PushEvents></soapenv:Body></soapenv:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String event(String number, String kind, String state) {
        return "<Event><EventNo>" + play + "-" + number + "</EventNo><EventType>" + kind + "</EventType><GridCode>"
                + GRID
                + "</GridCode><HappenTime>2026-11-20T08:30:00</HappenTime><Handler>网格员甲</Handler><Status>" + state
                + "</Status></Event>";
    }

    private List<LoggedRequest> reported(String number) {
        return EMERGENCY.findAll(postRequestedFor(urlPathEqualTo(INCIDENTS))
                .withRequestBody(matchingJsonPath("$.what", containing(play + "-" + number))));
    }

    private static void refused(Answer answer, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo(code);
    }

    private static String accepted(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.location();
    }

    private JsonNode closed(String location) {
        String id = location.substring(location.lastIndexOf('/') + 1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> tickets.find(id)
                        .filter(ticket -> ticket.progressState() != IntakeTicket.State.RUNNING)
                        .isPresent());
        return pushes.get(location, tokens.role("bureau-client").bureau("PLC")).body();
    }
}
