package io.communitycloud.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.communitycloud.edge.Client.WORKER;
import static io.communitycloud.edge.Client.json;
import static io.communitycloud.edge.Client.problem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Requests held to the published documents before their service hears of them. */
class ValidationTest extends BehindTheEdge {

    private static final String NOTICES = "/api/v1/notices";
    private static final String GOOD = """
            { "area": "310101002001", "title": "停水通知", "text": "今晚检修。", "category": "daily",
              "channels": ["APP", "APP"], "colour": null, "expiresAt": "2026-11-23T10:00+08:00" }
            """;

    private final Client client;

    ValidationTest(@LocalServerPort int port) {
        this.client = new Client(port);
    }

    @Test
    void namesEveryMemberThatBreaksTheDocumentInBothLanguages() {
        String body = GOOD.replace("310101002001", "3101").replace("停水通知", "水".repeat(101));
        JsonNode chinese = json(send("POST", NOTICES, body, "Accept-Language", "zh-CN"));
        JsonNode english = json(send("POST", NOTICES, body, "Accept-Language", "en"));
        assertThat(chinese.path("status").asInt()).isEqualTo(400);
        assertThat(chinese.path("code").asString()).isEqualTo("invalid-field");
        assertThat(chinese.path("type").asString()).isEqualTo("/problems/invalid-field");
        assertThat(chinese.path("instance").asString()).isEqualTo(NOTICES);
        assertThat(chinese.path("traceId").asString()).matches("[0-9a-f]{32}");
        assertThat(english.path("errors")
                        .valueStream()
                        .map(each -> each.path("pointer").asString() + " "
                                + each.path("code").asString() + ": "
                                + each.path("message").asString()))
                .containsExactlyInAnyOrder(
                        "/area pattern: does not have the expected form",
                        "/title size: must have a size between 0 and 100");
        assertThat(chinese.at("/errors/0/message").asString()).containsPattern("\\p{IsHan}");
        Services.NOTICE.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void tellsAMemberItDoesNotKnow() {
        HttpResponse<String> answer = send("POST", NOTICES, GOOD.replaceFirst("\\{", "{\"nonsense\": 1,"));
        assertThat(problem(answer)).isEqualTo("unknown-field");
        assertThat(json(answer).at("/errors/0/pointer").asString()).isEqualTo("/nonsense");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThat(problem(send("POST", NOTICES, "{\"area\":"))).isEqualTo("malformed-json");
        assertThat(problem(send("POST", NOTICES, "[".repeat(200)))).isEqualTo("body-too-deep");
        assertThat(problem(client.send(
                        "POST",
                        NOTICES,
                        HttpRequest.BodyPublishers.noBody(),
                        "Authorization",
                        WORKER,
                        "Content-Type",
                        "application/json")))
                .isEqualTo("malformed-json");
        Services.NOTICE.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void passesAGoodBodyOnByteByByte() {
        assertThat(send("POST", NOTICES, GOOD).body()).isEqualTo("notice");
        HttpResponse<String> chunked = client.send(
                "POST",
                NOTICES,
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(GOOD.getBytes(UTF_8))),
                "Authorization",
                WORKER,
                "Content-Type",
                "application/json;charset=utf-8");
        assertThat(chunked.body()).isEqualTo("notice");
        Services.NOTICE.verify(
                2, postRequestedFor(urlEqualTo(NOTICES)).withRequestBody(binaryEqualTo(GOOD.getBytes(UTF_8))));
    }

    @Test
    void holdsAChunkedBodyToItsDocumentToo() {
        assertThat(problem(client.send(
                        "POST",
                        NOTICES,
                        HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("{}".getBytes(UTF_8))),
                        "Authorization",
                        WORKER,
                        "Content-Type",
                        "application/json")))
                .isEqualTo("invalid-field");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/residents?nonsense=1&x=2, unknown-parameter, ?nonsense, unknown-parameter",
        "/api/v1/residents?limit=x, invalid-parameter, ?limit, wrong-type",
        "/api/v1/residents?limit=201, invalid-parameter, ?limit, out-of-range",
        "/api/v1/residents?limit=1&limit=2, invalid-parameter, ?limit, repeated",
        "/api/v1/residents/1/moves?on=22.11.2026, invalid-parameter, ?on, wrong-type",
        "/api/v1/notices?state=AJAR, invalid-parameter, ?state, wrong-type"
    })
    void namesTheParameterAndTheFault(String address, String code, String pointer, String fault) {
        HttpResponse<String> answer = client.getAsWorker(address);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(problem(answer)).isEqualTo(code);
        assertThat(json(answer).at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(json(answer).at("/errors/0/code").asString()).isEqualTo(fault);
        Services.RESIDENT.verify(0, anyRequestedFor(anyUrl()));
        Services.NOTICE.verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/residents?limit=200&cursor=AQ, resident",
        "/api/v1/residents/1/moves?on=2026-11-22, resident",
        "/api/v1/residents/1/moves?on=, resident",
        "/api/v1/notices?state=DRAFT&area=310101002001, notice"
    })
    void findsNoFaultWithWhatTheDocumentNames(String address, String service) {
        assertThat(client.getAsWorker(address).body()).isEqualTo(service);
    }

    @Test
    void asksWhoCallsBeforeWhatIsCalled() {
        HttpResponse<String> answer = client.send("POST", NOTICES, "{}", "Content-Type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void leavesToTheServiceWhomItRefusesSooner() {
        String stranger = "Bearer " + TestIdentity.token("li", "volunteer");
        assertThat(client.send("POST", NOTICES, "{}", "Authorization", stranger, "Content-Type", "application/json")
                        .body())
                .isEqualTo("notice");
        assertThat(client.get("/api/v1/residents?nonsense=1", "Authorization", stranger)
                        .body())
                .isEqualTo("resident");
        assertThat(send("POST", NOTICES, "{}", "Accept", "image/png").body()).isEqualTo("notice");
        assertThat(client.send(
                                "POST",
                                NOTICES + "?nonsense=1",
                                "a",
                                "Authorization",
                                WORKER,
                                "Content-Type",
                                "text/turtle")
                        .body())
                .isEqualTo("notice");
        assertThat(send("POST", NOTICES, "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void asksForTheVersionBeforeThePatch() {
        String one = "/api/v1/residents/1";
        String wrong = "{\"sex\":\"X\"}";
        assertThat(patch(one, wrong).body()).isEqualTo("resident");
        assertThat(problem(patch(one, wrong, "If-Match", "\"1-full\""))).isEqualTo("invalid-field");
        assertThat(patch(one, "{\"phone\":null}", "If-Match", "\"1-full\"").body())
                .isEqualTo("resident");
        Services.RESIDENT.verify(2, patchRequestedFor(urlEqualTo(one)));
    }

    @Test
    void letsWhatIsNoJsonPassUnread() {
        assertThat(client.send(
                                "POST",
                                "/api/v1/imports",
                                "a,b\n".repeat(300_000),
                                "Authorization",
                                WORKER,
                                "Content-Type",
                                "text/csv")
                        .body())
                .isEqualTo("resident");
    }

    @Test
    void letsTheServiceReadWhatHasTooManyParts() {
        String crowd = GOOD.replace("[\"APP\", \"APP\"]", "[" + "\"X\",".repeat(30_000) + "\"X\"]");
        assertThat(send("POST", NOTICES, crowd).body()).isEqualTo("notice");
    }

    private HttpResponse<String> patch(String path, String body, String... headers) {
        return client.send("PATCH", path, body, with(headers, "application/merge-patch+json"));
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) {
        return client.send(method, path, body, with(headers, "application/json"));
    }

    private static String[] with(String[] headers, String contentType) {
        return Stream.concat(Stream.of("Authorization", WORKER, "Content-Type", contentType), Stream.of(headers))
                .toArray(String[]::new);
    }
}
