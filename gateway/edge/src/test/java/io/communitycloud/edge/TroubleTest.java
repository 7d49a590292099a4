package io.communitycloud.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.communitycloud.edge.Client.WORKER;
import static io.communitycloud.edge.Client.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.http.Fault;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@EdgeTest
class TroubleTest {

    private final Client client;

    TroubleTest(@LocalServerPort int port) {
        this.client = new Client(port);
    }

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        Services.register(registry);
    }

    @BeforeEach
    void servicesAnswer() {
        Services.NOTICE.resetAll();
        Services.NOTICE.stubFor(any(anyUrl()).willReturn(ok("notice")));
    }

    /** The next test finds a service that is trusted again. */
    @AfterEach
    void breakerCloses() {
        Services.NOTICE.resetAll();
        Services.NOTICE.stubFor(any(anyUrl()).willReturn(ok("notice")));
        for (int i = 0; i < 20; i++) {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> client.getAsWorker("/api/v1/notices").statusCode() == 200);
        }
    }

    @Test
    void tells503WhereTheServiceIsNotThere() {
        HttpResponse<String> answer = client.getAsWorker("/api/v1/teams");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(problem(answer)).isEqualTo("unavailable");
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(Client.json(answer).path("retriable").booleanValue()).isTrue();
    }

    @Test
    void tells504WhereTheServiceHangs() {
        Services.NOTICE.stubFor(get("/api/v1/campaigns").willReturn(ok().withFixedDelay(3_000)));
        HttpResponse<String> answer = client.getAsWorker("/api/v1/campaigns");
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(problem(answer)).isEqualTo("upstream-timeout");
    }

    @Test
    void tells504WhereAShortAnswerStopsInTheMiddle() {
        Services.NOTICE.stubFor(get("/api/v1/campaigns")
                .willReturn(
                        ok("x".repeat(100)).withHeader("Content-Length", "100").withChunkedDribbleDelay(2, 4_000)));
        assertThat(client.getAsWorker("/api/v1/campaigns").statusCode()).isEqualTo(504);
    }

    @Test
    void tells503WhereAnAnswerOfUnknownLengthBreaksOff() {
        Services.NOTICE.stubFor(
                post("/api/v1/campaigns").willReturn(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));
        HttpResponse<String> answer = client.send("POST", "/api/v1/campaigns", "{}", "Authorization", WORKER);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(problem(answer)).isEqualTo("unavailable");
    }

    @Test
    void triesASafeCallOnceMoreWhenTheConnectionBreaks() {
        Services.NOTICE.stubFor(get("/api/v1/feeds")
                .inScenario("broken")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE))
                .willSetStateTo("mended"));
        Services.NOTICE.stubFor(get("/api/v1/feeds")
                .inScenario("broken")
                .whenScenarioStateIs("mended")
                .willReturn(ok("second")));
        assertThat(client.getAsWorker("/api/v1/feeds").body()).isEqualTo("second");
    }

    @Test
    void neverSendsAWriteTwice() {
        Services.NOTICE.stubFor(post("/api/v1/notices").willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        HttpResponse<String> answer = client.send("POST", "/api/v1/notices", "{}", "Authorization", WORKER);
        assertThat(answer.statusCode()).isEqualTo(503);
        Services.NOTICE.verify(1, postRequestedFor(urlEqualTo("/api/v1/notices")));
    }

    @Test
    void sparesAServiceThatHangsAndTrustsItAgainWhenItAnswers() {
        Services.NOTICE.stubFor(get("/api/v1/campaigns").willReturn(ok().withFixedDelay(1_500)));
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> client.getAsWorker("/api/v1/campaigns").statusCode() == 503);
        Services.NOTICE.resetRequests();
        HttpResponse<String> spared = client.getAsWorker("/api/v1/campaigns");
        assertThat(problem(spared)).isEqualTo("unavailable");
        Services.NOTICE.verify(0, getRequestedFor(anyUrl()));

        Services.NOTICE.stubFor(get("/api/v1/campaigns").willReturn(ok("again")));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(client.getAsWorker("/api/v1/campaigns").body())
                                .isEqualTo("again"));
    }

    @Test
    void takesAServicesErrorsForAnswers() {
        Services.NOTICE.stubFor(get("/api/v1/campaigns").willReturn(serverError()));
        for (int i = 0; i < 40; i++) {
            assertThat(client.getAsWorker("/api/v1/campaigns").statusCode()).isEqualTo(500);
        }
    }
}
