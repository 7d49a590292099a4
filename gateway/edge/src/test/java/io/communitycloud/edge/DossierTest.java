package io.communitycloud.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.communitycloud.edge.Client.WORKER;
import static io.communitycloud.edge.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@EdgeTest
@TestPropertySource(properties = "edge.dossier.deadline=2s")
class DossierTest {

    private static final String PERSON = "01KAM3C9W0D000000000000001";
    private static final String DOSSIER = "/api/v1/dossiers/" + PERSON;
    private static final int NEVER_MILLIS = 60_000;
    private static final WireMockServer OWNERS = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .containerThreads(64));

    static {
        OWNERS.start();
    }

    private final Client client;

    DossierTest(@LocalServerPort int port) {
        this.client = new Client(port);
    }

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        for (String service :
                new String[] {"resident-service", "team-service", "emergency-service", "notice-service", "exchange"}) {
            Services.at(registry, service, OWNERS.port());
        }
    }

    @AfterAll
    static void end() {
        OWNERS.stop();
    }

    @BeforeEach
    void everybodyKnowsHer() {
        OWNERS.resetAll();
        OWNERS.stubFor(any(anyUrl()).willReturn(okJson("{\"items\":[]}")));
        OWNERS.stubFor(get("/api/v1/residents/" + PERSON)
                .willReturn(okJson("{\"id\":\"" + PERSON + "\",\"name\":\"张*\",\"householdId\":\"H1\","
                        + "\"area\":\"310101002001\"}")));
        OWNERS.stubFor(get(urlPathEqualTo("/api/v1/legacy-systems")).willReturn(okJson("""
                        {"items":[{"id":"PSB-01","personReads":["person"]},{"id":"CAB-01","personReads":["assistance"]},
                                  {"id":"EMB-01","personReads":[]}]}""")));
        OWNERS.stubFor(post("/legacy/PSB-01/person")
                .willReturn(okJson("{\"source\":\"PSB-01\",\"observedAt\":\"2026-11-22T02:00:00Z\",\"stale\":false,"
                        + "\"data\":{}}")));
        OWNERS.stubFor(post("/legacy/CAB-01/assistance")
                .willReturn(okJson("{\"source\":\"CAB-01\",\"observedAt\":\"2026-11-22T02:00:00Z\",\"stale\":true,"
                        + "\"data\":{}}")));
    }

    @Test
    void bringsWhatEverybodyKnowsEachPartWithStateAndAge() {
        Map<String, JsonNode> parts = parts(read());
        assertThat(parts.keySet())
                .containsExactlyInAnyOrder(
                        "resident",
                        "household",
                        "duties",
                        "quarantine",
                        "teams",
                        "notices",
                        "legacy/PSB-01",
                        "legacy/CAB-01");
        assertThat(state(parts, "resident")).isEqualTo("OK");
        assertThat(state(parts, "legacy/PSB-01")).isEqualTo("OK");
        assertThat(state(parts, "legacy/CAB-01")).isEqualTo("STALE");
        assertThat(parts.values()).allSatisfy(part -> {
            assertThat(part.path("ageSeconds").isIntegralNumber()).isTrue();
            assertThat(part.path("data").isObject()).isTrue();
        });
        assertThat(part(parts, "household").path("link").asString()).isEqualTo("/api/v1/households/H1");
    }

    @Test
    void asksEveryOwnerWithTheCallersTokenAndPurpose() {
        client.get(DOSSIER, "Authorization", WORKER, "X-Purpose", "care");
        OWNERS.verify(getRequestedFor(urlEqualTo("/api/v1/care-duties?limit=20&household=H1"))
                .withHeader("Authorization", equalTo(WORKER))
                .withHeader("X-Purpose", equalTo("care")));
        OWNERS.verify(postRequestedFor(urlEqualTo("/legacy/PSB-01/person"))
                .withHeader("Authorization", equalTo(WORKER))
                .withHeader("X-Purpose", equalTo("care"))
                .withRequestBody(equalToJson("{\"residentId\":\"" + PERSON + "\"}")));
    }

    @Test
    void marksThePartsThatHangFailDripOrRefuseAndBringsTheOthersWhole() {
        OWNERS.stubFor(post("/legacy/PSB-01/person").willReturn(okJson("{}").withFixedDelay(NEVER_MILLIS)));
        OWNERS.stubFor(post("/legacy/CAB-01/assistance")
                .willReturn(
                        okJson("{\"data\":\"" + "x".repeat(2_000) + "\"}").withChunkedDribbleDelay(200, NEVER_MILLIS)));
        OWNERS.stubFor(
                get(urlPathEqualTo("/api/v1/teams")).willReturn(aResponse().withStatus(500)));
        OWNERS.stubFor(get(urlPathEqualTo("/api/v1/notices"))
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        OWNERS.stubFor(get(urlPathEqualTo("/api/v1/quarantine-orders"))
                .willReturn(aResponse().withStatus(403).withBody("{\"code\":\"forbidden\"}")));
        OWNERS.stubFor(get("/api/v1/households/H1")
                .willReturn(aResponse().withStatus(404).withBody("{\"code\":\"not-found\"}")));
        Map<String, JsonNode> parts = parts(read());
        assertThat(state(parts, "legacy/PSB-01")).isEqualTo("LATE");
        assertThat(state(parts, "legacy/CAB-01")).isEqualTo("LATE");
        assertThat(state(parts, "teams")).isEqualTo("UNAVAILABLE");
        assertThat(state(parts, "notices")).isEqualTo("UNAVAILABLE");
        assertThat(state(parts, "quarantine")).isEqualTo("REFUSED");
        assertThat(part(parts, "quarantine").path("code").asString()).isEqualTo("forbidden");
        assertThat(state(parts, "household")).isEqualTo("ABSENT");
        assertThat(state(parts, "resident")).isEqualTo("OK");
        assertThat(state(parts, "duties")).isEqualTo("OK");
    }

    @Test
    void bringsTheRestWhenTheResidentServiceItselfHangs() {
        OWNERS.stubFor(
                get("/api/v1/residents/" + PERSON).willReturn(okJson("{}").withFixedDelay(NEVER_MILLIS)));
        Map<String, JsonNode> parts = parts(read());
        assertThat(state(parts, "resident")).isEqualTo("LATE");
        assertThat(state(parts, "household")).isEqualTo("UNKNOWN");
        assertThat(state(parts, "legacy/PSB-01")).isEqualTo("OK");
        assertThat(state(parts, "quarantine")).isEqualTo("OK");
    }

    @Test
    void passesTheRefusalOfTheResidentsOwnerOn() {
        OWNERS.stubFor(get("/api/v1/residents/" + PERSON)
                .willReturn(aResponse()
                        .withStatus(404)
                        .withHeader("Content-Type", "application/problem+json")
                        .withBody("{\"code\":\"not-found\"}")));
        HttpResponse<String> answer = read();
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Client.problem(answer)).isEqualTo("not-found");
        assertThat(answer.body()).doesNotContain("parts");
    }

    @Test
    void opensNothingWithoutAToken() {
        assertThat(client.get(DOSSIER).statusCode()).isEqualTo(401);
        assertThat(OWNERS.getAllServeEvents()).isEmpty();
    }

    private HttpResponse<String> read() {
        return client.get(DOSSIER, "Authorization", WORKER, "X-Purpose", "care");
    }

    private static Map<String, JsonNode> parts(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Map<String, JsonNode> parts = new HashMap<>();
        json(answer).path("parts").forEach(part -> parts.put(part.path("name").asString(), part));
        return parts;
    }

    private static String state(Map<String, JsonNode> parts, String name) {
        return part(parts, name).path("state").asString();
    }

    private static JsonNode part(Map<String, JsonNode> parts, String name) {
        return Objects.requireNonNull(parts.get(name), name);
    }
}
