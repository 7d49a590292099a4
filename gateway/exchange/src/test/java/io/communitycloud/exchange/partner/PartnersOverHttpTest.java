package io.communitycloud.exchange.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.signatures.SignatureAlgorithm;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.exchange.Api;
import io.communitycloud.exchange.ExchangeTest;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ExchangeTest
class PartnersOverHttpTest {

    private static final AtomicInteger BUREAUS = new AtomicInteger();

    private final Api api;
    private final TakenNonces nonces;
    private final Clock clock;
    private final TestTokens tokens = TestTokens.shared();
    private final String bureau = "BU" + BUREAUS.incrementAndGet();

    PartnersOverHttpTest(@LocalServerPort int port, @Autowired TakenNonces nonces, @Autowired Clock clock) {
        this.api = new Api(port);
        this.nonces = nonces;
        this.clock = clock;
    }

    @Test
    void registersABureauOnceAndWarnsOfItsCode() {
        JsonNode partner = api.post("/api/v1/partners", operator(), registration("91350100M000100Y44"))
                .is(201)
                .body();
        assertThat(partner.path("state").asString()).isEqualTo("REQUESTED");
        assertThat(warnings(partner)).contains("credit-code-check-failed", "no-signing-key");
        assertThat(api.post("/api/v1/partners", operator(), registration("91350100M000100Y43"))
                        .is(409)
                        .text("code"))
                .isEqualTo("partner-already-registered");
    }

    @Test
    void makesOneOfAnIdempotencyKey() {
        String body = registration("91350100M000100Y43");
        String first = api.post("/api/v1/partners", operator(), body, "Idempotency-Key", "\"" + bureau + "\"")
                .is(201)
                .text("id");
        assertThat(api.post("/api/v1/partners", operator(), body, "Idempotency-Key", "\"" + bureau + "\"")
                        .is(201)
                        .text("id"))
                .isEqualTo(first);
    }

    @Test
    void needsTwoPersonsAndShowsABureauItselfAlone() {
        String id = registered();
        assertThat(api.post("/api/v1/partners/" + id + "/approvals", approver("test-city-operator"), "")
                        .is(422)
                        .text("code"))
                .isEqualTo("partner-same-person");
        assertThat(api.post("/api/v1/partners/" + id + "/approvals", approver("bei"), "")
                        .is(200)
                        .text("state"))
                .isEqualTo("ACTIVE");
        assertThat(api.get("/api/v1/partners/" + id, system()).is(200).text("bureau"))
                .isEqualTo(bureau);
        assertThat(api.get(
                                "/api/v1/partners/" + id,
                                tokens.role("bureau-client").bureau("PSB"))
                        .status())
                .isEqualTo(404);
        assertThat(api.get("/api/v1/partners?bureau=" + bureau, operator())
                        .is(200)
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
        api.post("/api/v1/partners/" + id + "/suspensions", operator(), "{\"reason\":\"key lost\"}")
                .is(200);
        assertThat(api.post("/api/v1/partners/" + id + "/resumptions", approver("bei"), "")
                        .is(200)
                        .text("state"))
                .isEqualTo("ACTIVE");
    }

    @Test
    void takesKeysOfTheThreeAlgorithmsAlone() {
        String id = registered();
        String keys = "/api/v1/partners/" + id + "/keys";
        JsonNode partner = api.post(
                        keys, system(), key("ed25519", PartnerTest.newKey().spki()))
                .is(200)
                .body();
        JsonNode key = partner.path("keys").get(0);
        assertThat(key.path("state").asString()).isEqualTo("PENDING");
        api.post(keys, system(), key("rsa-pss-sha512", "MCow")).is(400);
        api.post(keys, system(), key("ed25519", "bm9uZQ==")).is(400);
        api.post(keys, system(), key("sm2-sm3", PartnerTest.newKey().spki())).is(400);
        String one = keys + "/" + key.path("id").asString();
        api.post(one + "/approvals", approver("bei"), "").is(200);
        assertThat(api.post(one + "/retirements", system(), "")
                        .is(200)
                        .body()
                        .path("keys")
                        .get(0)
                        .path("state")
                        .asString())
                .isEqualTo("RETIRED");
        api.post(keys + "/01NONE/retirements", system(), "").is(404);
    }

    @Test
    void rotatesToAnSm2KeyWithAnOverlap() {
        String id = registered();
        String keys = "/api/v1/partners/" + id + "/keys";
        api.post(keys, system(), key("ecdsa-p256-sha256", spki(SignatureAlgorithm.ECDSA_P256_SHA256)))
                .is(200);
        api.post("/api/v1/partners/" + id + "/approvals", approver("bei"), "").is(200);
        String sm2 = spki(SignatureAlgorithm.SM2_SM3);
        JsonNode both =
                api.post(keys, system(), key("sm2-sm3", sm2)).is(200).body().path("keys");
        assertThat(both).hasSize(2);
        both.forEach(each -> assertThat(each.path("state").asString()).isEqualTo("ACTIVE"));
        assertThat(both.get(0).path("until").asString("")).isNotEmpty();
        assertThat(both.get(1).path("algorithm").asString()).isEqualTo("sm2-sm3");
        assertThat(both.get(1).path("until").asString("")).isEmpty();
        assertThat(api.post(keys, system(), key("sm2-sm3", sm2)).is(409).text("code"))
                .isEqualTo("partner-key-known");
        JsonNode left = api.post(keys + "/" + both.get(1).path("id").asString() + "/retirements", system(), "")
                .is(200)
                .body()
                .path("keys");
        assertThat(left.get(1).path("state").asString()).isEqualTo("RETIRED");
    }

    @Test
    void promotesAKeyOfTheSandboxByApproval() {
        String id = registered();
        String keys = "/api/v1/partners/" + id + "/keys";
        JsonNode key = api.post(
                        keys,
                        system(),
                        "{\"algorithm\":\"sm2-sm3\",\"stage\":\"SANDBOX\",\"publicKey\":\""
                                + spki(SignatureAlgorithm.SM2_SM3) + "\"}")
                .is(200)
                .body()
                .path("keys")
                .get(0);
        assertThat(key.path("state").asString()).isEqualTo("ACTIVE");
        assertThat(key.path("stage").asString()).isEqualTo("SANDBOX");
        String promotions = keys + "/" + key.path("id").asString() + "/promotions";
        assertThat(api.post(promotions, approver("bei"), "").is(409).text("code"))
                .isEqualTo("partner-wrong-state");
        JsonNode partner = api.post("/api/v1/partners/" + id + "/approvals", approver("bei"), "")
                .is(200)
                .body();
        assertThat(warnings(partner)).contains("no-signing-key");
        api.post(promotions, system(), "").is(403);
        JsonNode promoted = api.post(promotions, approver("bei"), "").is(200).body();
        assertThat(promoted.at("/keys/0/stage").asString()).isEqualTo("PRODUCTION");
        assertThat(promoted.at("/keys/0/approvedBy").asString()).isEqualTo("bei");
        assertThat(warnings(promoted)).isEmpty();
    }

    private static String spki(SignatureAlgorithm algorithm) {
        return PartnerTest.newKey(algorithm).spki();
    }

    @Test
    void letsAPartnerTryItsClientBeforeItIsApproved() {
        String id = registered();
        Api.Answer answer = api.post("/api/v1/partners/" + id + "/self-tests", system(), "{\"text\":\"你好\"}");
        assertThat(answer.is(200).text("text")).isEqualTo("你好");
        assertThat(answer.text("state")).isEqualTo("REQUESTED");
    }

    @Test
    void approvesAddressesByASecondPerson() {
        String id = registered();
        String addresses = "/api/v1/partners/" + id + "/addresses";
        api.post(addresses, system(), "{\"cidr\":\"0.0.0.0/0\",\"until\":\"2126-01-01T00:00:00+08:00\"}")
                .is(400);
        api.post(addresses, system(), "{\"cidr\":\"203.0.113.0/24\",\"until\":\"2020-01-01T00:00:00+08:00\"}")
                .is(400);
        String one = addresses + "/"
                + api.post(addresses, system(), "{\"cidr\":\"203.0.113.9/24\",\"until\":\"2126-01-01T00:00:00+08:00\"}")
                        .is(200)
                        .body()
                        .path("addresses")
                        .get(0)
                        .path("id")
                        .asString();
        assertThat(api.post(one + "/approvals", approver("bei"), "")
                        .is(200)
                        .body()
                        .path("restricted")
                        .asBoolean())
                .isTrue();
        assertThat(warnings(api.post(one + "/removals", system(), "").is(200).body()))
                .contains("no-address-left");
    }

    @Test
    void decidesOnAQuotaUnderItsVersion() {
        String id = registered();
        Api.Answer decided = api.put(
                "/api/v1/partners/" + id + "/quota",
                operator(),
                "\"1-full\"",
                "{\"calls\":60,\"windowSeconds\":60,\"emergencyCalls\":600}");
        assertThat(decided.is(200).body().path("quota").path("emergencyCalls").asInt())
                .isEqualTo(600);
        api.put(
                        "/api/v1/partners/" + id + "/quota",
                        operator(),
                        "\"1-full\"",
                        "{\"calls\":61,\"windowSeconds\":60,\"emergencyCalls\":600}")
                .is(412);
    }

    @Test
    void takesANonceOnceForEachBureauAndForgetsItInItsTime() {
        String claim = "{\"keyId\":\"k1\",\"nonce\":\"0123456789abcdef\",\"until\":\"2126-01-01T00:00:00+08:00\"}";
        api.post("/internal/nonces", system(), claim).is(204);
        assertThat(api.post("/internal/nonces", system(), claim).is(409).text("code"))
                .isEqualTo("signature-replayed");
        api.post("/internal/nonces", tokens.role("bureau-client").bureau("OTHER" + bureau), claim)
                .is(204);
        assertThat(nonces.forgetEnded(clock.instant())).isZero();
        assertThat(nonces.forgetEnded(clock.instant().plusSeconds(901))).isPositive();
        api.post("/internal/nonces", system(), claim).is(204);
    }

    private String registered() {
        return api.post("/api/v1/partners", operator(), registration("91350100M000100Y43"))
                .is(201)
                .text("id");
    }

    private String registration(String creditCode) {
        return "{\"bureau\":\"" + bureau + "\",\"name\":\"示例局\",\"creditCode\":\"" + creditCode
                + "\",\"contacts\":[{\"office\":\"信息中心\",\"email\":\"office@bureau.example\"}]}";
    }

    private static String key(String algorithm, String spki) {
        return "{\"algorithm\":\"" + algorithm + "\",\"publicKey\":\"" + spki + "\"}";
    }

    private Token operator() {
        return tokens.role("city-operator");
    }

    private Token approver(String subject) {
        return tokens.role("approver").area("310000000000").subject(subject);
    }

    private Token system() {
        return tokens.role("bureau-client").bureau(bureau);
    }

    private static List<String> warnings(JsonNode partner) {
        return partner.path("warnings").valueStream().map(JsonNode::asString).toList();
    }
}
