package io.communitycloud.exchange.operation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.communitycloud.exchange.Surroundings.LEGACY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.exchange.Api;
import io.communitycloud.exchange.Api.Answer;
import io.communitycloud.exchange.ExchangeTest;
import io.communitycloud.exchange.Surroundings;
import io.communitycloud.exchange.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A 23rd system, which is one file dropped into a folder, and what is written to it. */
@ExchangeTest
class WritingTest {

    private static final String MANIFEST = """
            id: TST-02
            version: 1
            name: {zh: 登记, en: Filing}
            bureau: TST
            owner: resident-service
            protocol: rest-json
            base: ${legacy.base}/tst-02
            encoding: UTF-8
            authentication: {kind: none}
            limits: {concurrency: 25}
            timeouts: {callMs: 3000}
            latencyMs: {p50: 100, p95: 900}
            operations:
              file:
                title: {zh: 登记, en: File}
                kind: write
                access: {roles: [social-worker]}
                request: {type: object, required: [text], additionalProperties: false, properties: {text: {type: string}}}
                answer: {type: object, required: [number]}
                wire: {method: POST, path: /file}
                send: '{"body": {"wb": text}}'
                receive: '{"number": bh}'
                example:
                  request: {text: a}
                  sent: {body: {wb: a}}
                  received: {status: 200, body: {bh: "1"}}
                  data: {number: "1"}
            """;

    private final Api api;
    private final Manifests manifests;
    private final Token worker = TestTokens.shared().role("social-worker");

    WritingTest(@LocalServerPort int port, @Autowired Manifests manifests) {
        this.api = new Api(port);
        this.manifests = manifests;
    }

    @BeforeEach
    void dropTheFile() throws IOException {
        Path folder = Surroundings.HOME.resolve("exchange").resolve("manifests");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("tst-02.yaml"), MANIFEST);
        manifests.lookAgain();
    }

    @AfterEach
    void takeItAway() throws IOException {
        Surroundings.bePatient();
        Files.deleteIfExists(
                Surroundings.HOME.resolve("exchange").resolve("manifests").resolve("tst-02.yaml"));
        manifests.lookAgain();
        LEGACY.resetAll();
    }

    @Test
    void writesOnceHoweverOftenItIsAskedToWithOneKey() {
        LEGACY.stubFor(post("/tst-02/file").willReturn(okJson("{\"bh\":\"77\"}")));
        Answer first = file("\"key-1\"", "a").is(200);
        assertThat(first.body().at("/data/number").asString()).isEqualTo("77");
        assertThat(file("\"key-1\"", "a").is(200).body()).isEqualTo(first.body());
        assertThat(file("\"key-1\"", "b").is(422).text("code")).isEqualTo("idempotency-key-reused");
        LEGACY.verify(1, postRequestedFor(urlEqualTo("/tst-02/file")).withRequestBody(equalToJson("{\"wb\":\"a\"}")));
    }

    @Test
    void givesATicketForAWriteThatTakesLongerAndTheSameOneAgain() {
        LEGACY.stubFor(post("/tst-02/file").willReturn(okJson("{\"bh\":\"78\"}").withFixedDelay(2_000)));
        Surroundings.hurry();
        Answer ticketed = file("\"key-2\"", "a").is(202);
        assertThat(file("\"key-2\"", "a").is(202).location()).isEqualTo(ticketed.location());
        Surroundings.bePatient();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> api.get(ticketed.location(), worker).text("state").equals("DONE"));
        assertThat(file("\"key-2\"", "a").is(200).body().at("/data/number").asString())
                .isEqualTo("78");
        LEGACY.verify(1, postRequestedFor(urlEqualTo("/tst-02/file")));
    }

    @Test
    void tellsTheSameRefusalToWhoeverAsksAgain() {
        LEGACY.stubFor(
                post("/tst-02/file").willReturn(aResponse().withStatus(422).withBody("{\"e\":\"ORA-1\"}")));
        assertThat(file("\"key-3\"", "a").is(422).text("code")).isEqualTo("legacy-refused");
        LEGACY.stubFor(post("/tst-02/file").willReturn(okJson("{\"bh\":\"79\"}")));
        assertThat(file("\"key-3\"", "a").is(422).text("code")).isEqualTo("legacy-refused");
    }

    @Test
    void neverTriesAWriteTwiceByItself() {
        LEGACY.stubFor(post("/tst-02/file").willReturn(aResponse().withStatus(500)));
        file("\"key-4\"", "a").is(503);
        LEGACY.verify(1, postRequestedFor(urlEqualTo("/tst-02/file")));
    }

    @Test
    void namesTheMemberThatTheOperationsSchemaDoesNotWant() {
        Answer refused = api.post("/legacy/TST-02/file", worker, "{\"text\":7}").is(400);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("/text");
        assertThat(refused.body().at("/errors/0/code").asString()).isEqualTo("wrong-type");
        Answer unknown = api.post("/legacy/TST-02/file", worker, "{\"text\":\"a\",\"more\":1}")
                .is(400);
        assertThat(unknown.body().at("/errors/0/pointer").asString()).isEqualTo("/more");
    }

    private Answer file(String key, String text) {
        return api.post("/legacy/TST-02/file", worker, "{\"text\":\"" + text + "\"}", "Idempotency-Key", key);
    }
}
