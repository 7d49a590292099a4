package io.communitycloud.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.communitycloud.edge.Client.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.signatures.ContentDigest;
import io.communitycloud.common.signatures.KeyFile;
import io.communitycloud.common.signatures.SignatureAlgorithm;
import io.communitycloud.edge.partner.Directory;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@EdgeTest
class PartnerCallsTest {

    private static final AtomicLong SEQUENCE = new AtomicLong();
    private static final String LISTS = "/api/v1/key-person-lists";
    private static final String PLAYED = "/sandbox/legacy/CAB-01/assistance";
    private static final String SANDBOX = ",\"stage\":\"SANDBOX\"";
    private static final String BODY = "{\"key\":\"push-1\",\"rows\":[{\"taskId\":\"1\"}]}";
    private static final String FAR = ",\"until\":\"2126-11-22T10:00:00+08:00\"";
    private static final String PAST = ",\"until\":\"2020-11-22T10:00:00+08:00\"";
    private static final String HOME = "{\"cidr\":\"127.0.0.0/8\"" + FAR + "}";

    private final Directory directory;
    private final Client client;
    private final SignedBureau health;
    private final SignedBureau retired;
    private final SignedBureau unknown;
    private final SignedBureau stranger;
    private final SignedBureau national;
    private final SignedBureau imitation;
    private final SignedBureau playing;

    PartnerCallsTest(@Autowired Directory directory, @LocalServerPort int port) {
        this.directory = directory;
        this.client = new Client(port);
        this.health = new SignedBureau("HLT", "hlt-2", port);
        this.retired = new SignedBureau("HLT", "hlt-1", port);
        this.unknown = new SignedBureau("HLT", "hlt-9", port);
        this.stranger = new SignedBureau("CAB", "cab-1", port);
        this.national = new SignedBureau("HLT", "hlt-sm2", SignatureAlgorithm.SM2_SM3, port);
        this.imitation = new SignedBureau("HLT", "hlt-sm2", SignatureAlgorithm.ECDSA_P256_SHA256, port);
        this.playing = new SignedBureau("HLT", "hlt-sandbox", port);
    }

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        Services.register(registry);
        // Addresses are remembered there, and the other tests' edges know no exchange.
        registry.add("CLOUD_HOME", () -> "target/edge-partner-test");
        Services.at(registry, "emergency-service", Services.EMERGENCY.port());
        Services.at(registry, "exchange", Services.EXCHANGE.port());
    }

    @BeforeEach
    void aPartnerThatSigns() {
        Services.EMERGENCY.resetAll();
        Services.EXCHANGE.resetAll();
        Services.EMERGENCY.stubFor(any(anyUrl()).willReturn(ok("emergency")));
        Services.EXCHANGE.stubFor(any(anyUrl()).willReturn(ok("exchange")));
        Services.EXCHANGE.stubFor(post("/internal/nonces").willReturn(noContent()));
        tell(Directory.MAINTENANCE, "window", null);
        tell(Directory.BUDGETS, "budget", "{\"emergency\":false}");
        tell(Directory.GRANTS, "grant", grant("ALLOWED", FAR));
        partner("ACTIVE", 1_000, "");
    }

    @Test
    void letsASignedCallThroughAsItCame() {
        assertThat(health.post(LISTS, BODY)
                        .with("X-Purpose", "emergency")
                        .signed()
                        .send()
                        .body())
                .isEqualTo("emergency");
        Services.EMERGENCY.verify(postRequestedFor(urlEqualTo(LISTS))
                .withRequestBody(equalToJson(BODY))
                .withHeader("X-Purpose", equalTo("emergency")));
        assertThat(health.get(LISTS + "?limit=5").signed().send().statusCode()).isEqualTo(200);
    }

    @Test
    void holdsASignedBodyToItsDocumentToo() {
        refused(health.post(LISTS, "{\"rows\":[]}").signed(), 400, "invalid-field");
    }

    @Test
    void refusesABodyAlteredByOneByte() {
        refused(
                health.post(LISTS, BODY).signed().altered(BODY.replace("rows", "rowz")),
                401,
                "content-digest-mismatch");
    }

    @Test
    void refusesAnAddressAlteredByOneByte() {
        refused(health.post(LISTS, BODY).signed().alteredPath(LISTS + "?x"), 401, "signature-invalid");
        refused(
                health.post(LISTS, BODY).with("X-Purpose", "care").signed().with("X-Purpose", "card"),
                401,
                "signature-invalid");
    }

    @Test
    void refusesACallThatCameBefore() {
        Services.EXCHANGE.stubFor(post("/internal/nonces")
                .withRequestBody(matchingJsonPath("$.nonce", equalTo("0123456789abcdef-again")))
                .willReturn(status(409)));
        refused(health.post(LISTS, BODY).nonce("0123456789abcdef-again").signed(), 401, "signature-replayed");
    }

    @Test
    void letsNobodyInWhileNobodyCanTellWhetherACallCameBefore() {
        Services.EXCHANGE.stubFor(post("/internal/nonces").willReturn(status(503)));
        refused(health.post(LISTS, BODY).signed(), 503, "unavailable");
    }

    @Test
    void asksForANonceLastSoThatBadCallsCostNoWrite() {
        health.post(LISTS, BODY).signed().altered(BODY.replace("rows", "rowz")).send();
        health.get("/api/v1/incidents").signed().send();
        Services.EXCHANGE.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void refusesASignatureThreeHundredAndOneSecondsOld() {
        refused(
                health.post(LISTS, BODY)
                        .created(Instant.now().minusSeconds(301))
                        .signed(),
                401,
                "signature-out-of-time");
        refused(
                health.post(LISTS, BODY).created(Instant.now().plusSeconds(400)).signed(),
                401,
                "signature-out-of-time");
    }

    @Test
    void refusesARetiredKey() {
        refused(retired.post(LISTS, BODY).signed(), 401, "signature-key-retired");
    }

    @Test
    void believesAnSm2KeyBesideTheOneItFollowsAsLongAsBothAreGood() {
        keys(health.key(FAR), national.key(""));
        for (SignedBureau each : List.of(health, national)) {
            assertThat(each.post(LISTS, BODY).signed().send().body()).isEqualTo("emergency");
        }
        keys(health.key(PAST), national.key(""));
        assertThat(national.get(LISTS).signed().send().statusCode()).isEqualTo(200);
        Services.EMERGENCY.resetRequests();
        refused(health.post(LISTS, BODY).signed(), 401, "signature-key-retired");
        keys(health.key(FAR), national.key(PAST));
        refused(national.post(LISTS, BODY).signed(), 401, "signature-key-retired");
    }

    @Test
    void holdsAnSm2KeyToWhatItSigned() {
        keys(national.key(""));
        refused(national.post(LISTS, BODY).signed().altered("{\"rowz\":[]}"), 401, "content-digest-mismatch");
        refused(national.post(LISTS, BODY).signed().alteredPath(LISTS + "?x"), 401, "signature-invalid");
        refused(national.post(LISTS, BODY).signed().with("X-Purpose", "care"), 401, "signature-incomplete");
        refused(imitation.post(LISTS, BODY).signed(), 401, "signature-invalid");
        refused(
                national.post(LISTS, BODY)
                        .created(Instant.now().minusSeconds(301))
                        .signed(),
                401,
                "signature-out-of-time");
    }

    @Test
    void letsAKeyOfTheSandboxPlayBeforeAnythingIsApprovedAndMarksTheAnswer() {
        partner("REQUESTED", 1_000, "", playing.key(SANDBOX), national.key(""));
        tell(Directory.GRANTS, "grant", grant("ASKED", FAR));
        Services.EXCHANGE.stubFor(post(PLAYED).willReturn(ok("played").withHeader("X-Sandbox", "synthetic")));
        for (SignedBureau each : List.of(playing, national)) {
            HttpResponse<String> answer = each.post(PLAYED, "{}").signed().send();
            assertThat(answer.body()).isEqualTo("played");
            assertThat(answer.headers().allValues("X-Sandbox")).containsExactly("synthetic");
        }
        refused(playing.post("/legacy/CAB-01/assistance", "{}").signed(), 403, "partner-not-approved");
        tell(Directory.GRANTS, "grant", grant("REFUSED", FAR));
        refused(playing.post(PLAYED, "{}").signed(), 403, "operation-not-granted");
    }

    @Test
    void keepsAKeyOfTheSandboxInTheSandbox() {
        keys(health.key(""), playing.key(SANDBOX));
        refused(playing.post(LISTS, BODY).signed(), 403, "sandbox-key");
        refused(playing.post("/api/v1/partners/1/keys", "{}").signed(), 403, "sandbox-key");
        keys(health.key(""), playing.key(",\"stage\":\"PRODUCTION\""));
        assertThat(playing.post(LISTS, BODY).signed().send().body()).isEqualTo("emergency");
    }

    @Test
    void asksForASignatureAndForAGrantInTheSandboxToo() {
        keys(playing.key(SANDBOX));
        HttpResponse<String> unsigned = playing.post(PLAYED, "{}").send();
        assertThat(problem(unsigned)).isEqualTo("signature-required");
        assertThat(unsigned.headers().allValues("X-Sandbox")).containsExactly("synthetic");
        refused(playing.post("/sandbox/legacy/CAB-01/housing", "{}").signed(), 403, "operation-not-granted");
        refused(playing.post(PLAYED, "{}").signed().altered("{ }"), 401, "content-digest-mismatch");
        assertThat(playing.post("/sandbox" + LISTS, BODY).signed().send().body())
                .isEqualTo("exchange");
        partner("SUSPENDED", 1_000, "", playing.key(SANDBOX));
        refused(playing.post(PLAYED, "{}").signed(), 403, "partner-suspended");
    }

    @Test
    void refusesAKeyNobodyKnowsAndAKeyOfAnother() {
        refused(unknown.post(LISTS, BODY).signed(), 401, "signature-key-unknown");
        refused(
                health.post(LISTS, BODY).signed().with("Authorization", "Bearer " + TestIdentity.bureau("PSB")),
                401,
                "signature-key-unknown");
    }

    @Test
    void refusesAForeignAddress() {
        partner("ACTIVE", 1_000, "{\"cidr\":\"203.0.113.0/24\"" + FAR + "}");
        refused(health.post(LISTS, BODY).signed(), 403, "address-not-allowed");
        partner("ACTIVE", 1_000, "{\"cidr\":\"127.0.0.0/8\"" + PAST + "}");
        refused(health.post(LISTS, BODY).signed(), 403, "address-not-allowed");
        partner("ACTIVE", 1_000, HOME);
        assertThat(health.post(LISTS, BODY).signed().send().statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAnOperationThatIsNotGranted() {
        HttpResponse<String> answer = health.get("/api/v1/incidents")
                .with("Accept-Language", "en")
                .signed()
                .send();
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(problem(answer)).isEqualTo("operation-not-granted");
        assertThat(answer.body()).contains("listIncidents");
        refused(health.post("/legacy/CAB-01/housing", "{}").signed(), 403, "operation-not-granted");
        assertThat(health.post("/legacy/CAB-01/assistance", "{}")
                        .signed()
                        .send()
                        .body())
                .isEqualTo("exchange");
    }

    @Test
    void refusesAGrantThatEndedOrWasWithdrawn() {
        tell(Directory.GRANTS, "grant", grant("ALLOWED", PAST));
        refused(health.post(LISTS, BODY).signed(), 403, "operation-not-granted");
        tell(Directory.GRANTS, "grant", grant("WITHDRAWN", FAR));
        refused(health.post(LISTS, BODY).signed(), 403, "operation-not-granted");
    }

    @Test
    void asksAPartnerWithKeysToSign() {
        HttpResponse<String> answer = health.post(LISTS, BODY).send();
        assertThat(problem(answer)).isEqualTo("signature-required");
        assertThat(answer.headers().firstValue("accept-signature").orElse("")).contains("\"content-digest\"");
        Services.EMERGENCY.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void refusesASignatureThatCoversTooLittleOrCannotBeRead() {
        refused(health.post(LISTS, BODY).signed().with("Idempotency-Key", "\"late\""), 401, "signature-incomplete");
        refused(health.post(LISTS, BODY).signed().with("Signature", "nonsense"), 401, "signature-malformed");
    }

    @Test
    void letsAPartnerSeeToItselfBeforeItIsApproved() {
        partner("REQUESTED", 1_000, "");
        refused(health.post(LISTS, BODY).signed(), 403, "partner-not-approved");
        assertThat(health.get("/api/v1/partners/1").signed().send().body()).isEqualTo("exchange");
    }

    @Test
    void shutsOutASuspendedPartner() {
        partner("SUSPENDED", 1_000, "");
        refused(health.post(LISTS, BODY).signed(), 403, "partner-suspended");
        assertThat(problem(health.get("/api/v1/partners/1").signed().send())).isEqualTo("partner-suspended");
    }

    @Test
    void holdsAPartnerToItsOwnQuotaAndWidensItInAnEmergency() {
        partner("ACTIVE", 2, "");
        HttpResponse<String> first = health.get(LISTS).signed().send();
        assertThat(first.headers().allValues("ratelimit-policy")).containsExactly("\"partner\";q=2;w=3600");
        assertThat(first.headers().firstValue("ratelimit").orElse("")).startsWith("\"partner\";r=1;");
        health.get(LISTS).signed().send();
        HttpResponse<String> third = health.get(LISTS).signed().send();
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(third.headers().firstValue("retry-after").orElse("0")))
                .isBetween(1, 3_600);
        tell(Directory.BUDGETS, "budget", "{\"emergency\":true}");
        HttpResponse<String> urgent = health.get(LISTS).signed().send();
        assertThat(urgent.statusCode()).isEqualTo(200);
        assertThat(urgent.headers().firstValue("ratelimit-policy")).contains("\"partner\";q=20;w=3600");
    }

    @Test
    void tellsWhyAPartnerOrAServiceIsMaintainedInBothLanguages() {
        tell(Directory.MAINTENANCE, "window", window("PARTNER", "HLT"));
        HttpResponse<String> answer =
                health.get(LISTS).with("Accept-Language", "en").signed().send();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(problem(answer)).isEqualTo("maintenance");
        assertThat(answer.body()).contains("New cables");
        assertThat(Long.parseLong(answer.headers().firstValue("retry-after").orElse("0")))
                .isPositive();
        assertThat(health.get(LISTS).signed().send().body()).contains("更换线缆");
        tell(Directory.MAINTENANCE, "window", window("SERVICE", "resident-service"));
        HttpResponse<String> service = client.getAsWorker("/api/v1/residents");
        assertThat(service.statusCode()).isEqualTo(503);
        assertThat(problem(service)).isEqualTo("maintenance");
        assertThat(health.get(LISTS).signed().send().statusCode()).isEqualTo(200);
    }

    @Test
    void leavesABureauThatIsNoPartnerToItsToken() {
        assertThat(client.get(LISTS, "Authorization", "Bearer " + TestIdentity.bureau("EMB"))
                        .body())
                .isEqualTo("emergency");
    }

    @Test
    void refusesASignatureOfABureauThatIsNoPartner() {
        refused(stranger.post(LISTS, BODY).signed(), 401, "signature-key-unknown");
    }

    @Test
    void signsWhichAnswerWasGivenToWhichQuestionWhereThatIsWanted() {
        HttpResponse<String> answer =
                health.post(LISTS, BODY).with("X-Answer-Proof", "jws").signed().send();
        assertThat(answer.body()).isEqualTo("emergency");
        String proof = new KeyFile(Path.of("target/edge-partner-test/secrets/platform-signing-key"))
                .payloadOf(answer.headers().firstValue("answer-proof").orElse(""))
                .orElse("");
        assertThat(proof)
                .contains("\"bureau\":\"HLT\"", "\"status\":200", LISTS)
                .contains(digestOf(BODY), digestOf("emergency"));
        assertThat(health.post(LISTS, BODY).signed().send().headers().firstValue("answer-proof"))
                .isEmpty();
    }

    private static String digestOf(String text) {
        return ContentDigest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesASignedBodyThatIsTooLarge() {
        refused(health.post("/api/v1/incidents", "x".repeat(1024 * 1024 + 1)).signed(), 413, "body-too-large");
    }

    @Test
    void tellsEveryRefusalInBothLanguages() {
        for (String code : List.of(
                "signature-required",
                "signature-malformed",
                "signature-incomplete",
                "signature-key-unknown",
                "signature-key-retired",
                "signature-out-of-time",
                "signature-invalid",
                "content-digest-mismatch",
                "signature-replayed",
                "partner-unknown",
                "partner-not-approved",
                "partner-suspended",
                "sandbox-key",
                "address-not-allowed",
                "operation-not-granted",
                "maintenance")) {
            assertThat(client.get("/problems/" + code).statusCode()).as(code).isEqualTo(200);
        }
    }

    private void partner(String state, int quota, String range) {
        partner(state, quota, range, health.key(""), retired.key(PAST));
    }

    private void keys(String... keys) {
        partner("ACTIVE", 1_000, "", keys);
    }

    private void partner(String state, int quota, String range, String... keys) {
        tell(
                Directory.PARTNERS,
                "partner",
                "{\"partnerId\":\"1\",\"bureau\":\"HLT\",\"state\":\"" + state + "\",\"signs\":true,\"keys\":["
                        + String.join(",", keys) + "],\"restricted\":" + !range.isEmpty()
                        + ",\"addresses\":[" + range + "],\"quotaCalls\":" + quota
                        + ",\"quotaWindowSeconds\":3600,\"quotaEmergencyCalls\":" + quota * 10 + "}");
    }

    private static String grant(String state, String until) {
        return "{\"bureau\":\"HLT\",\"operations\":[\"pushKeyPersonList\",\"listKeyPersonLists\","
                + "\"legacy/CAB-01/assistance\"]" + until + ",\"state\":\"" + state + "\"}";
    }

    private static String window(String kind, String target) {
        return "{\"kind\":\"" + kind + "\",\"target\":\"" + target + "\",\"from\":\"2020-11-22T10:00:00+08:00\"" + FAR
                + ",\"reasonZh\":\"更换线缆\",\"reasonEn\":\"New cables\",\"ended\":false}";
    }

    private void tell(String topic, String key, @Nullable String data) {
        directory.take(new Directory.Entry(topic, key, SEQUENCE.incrementAndGet(), data));
        directory.publish();
    }

    private static void refused(SignedBureau.Draft draft, int status, String code) {
        HttpResponse<String> answer = draft.send();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(problem(answer)).isEqualTo(code);
        Services.EMERGENCY.verify(0, anyRequestedFor(anyUrl()));
        Services.EXCHANGE.verify(0, postRequestedFor(urlEqualTo("/legacy/CAB-01/housing")));
    }
}
