package io.communitycloud.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.testing.identity.TestIdentity;
import io.communitycloud.common.testing.identity.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What identity makes of a token, seen from a controller. */
@TestIdentity
@SpringBootTest(
        classes = SampleApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=sample-service", "logging.structured.format.console="})
class IdentityTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    @LocalServerPort
    private int port;

    @Test
    void boundsAnOfficialByHerArea(TestTokens tokens) throws Exception {
        assertThat(list(tokens.role("social-worker").area("310101002010").mint())
                        .at("/items/0/scope")
                        .asString())
                .isEqualTo("310101002010");
    }

    @Test
    void boundsAResidentByHerOwnRecordWhateverAreaHerTokenNames(TestTokens tokens) throws Exception {
        assertThat(list(tokens.role("resident").resident("01J").mint())
                        .at("/items/0/scope")
                        .asString())
                .isEqualTo("resident:01J");
    }

    @Test
    void boundsASystemByTheAreaItStates(TestTokens tokens) throws Exception {
        String token = tokens.role("system").mint();
        assertThat(put(token, "X-Scope-Area", "310101002001").path("scope").asString())
                .isEqualTo("310101002001");
        assertThat(put(token, "X-Request-Id", "1").path("scope").asString()).isEqualTo("310000000000");
        assertThat(put(token, "X-Scope-Area", "nonsense").path("status").asInt())
                .isEqualTo(400);
    }

    @Test
    void doesNotLetAnybodyElseStateAnArea(TestTokens tokens) throws Exception {
        String token = tokens.role("social-worker").area("310101002001").mint();
        assertThat(put(token, "X-Scope-Area", "310000000000").path("scope").asString())
                .isEqualTo("310101002001");
    }

    @Test
    void unmasksForTheRightPurposeOnlyAndTagsTheViewsApart(TestTokens tokens) throws Exception {
        String token = tokens.role("social-worker").mint();
        var care = send("GET", "/api/v1/things/1", token, "", "X-Purpose", "care");
        var emergency = send("GET", "/api/v1/things/1", token, "", "X-Purpose", "emergency");
        assertThat(json.readTree(care.body()).path("masked").asBoolean()).isFalse();
        assertThat(json.readTree(emergency.body()).path("masked").asBoolean()).isTrue();
        assertThat(care.headers().firstValue("ETag"))
                .isNotEqualTo(emergency.headers().firstValue("ETag"));
        assertThat(send("GET", "/api/v1/things/1", token, "", "X-Purpose", "statistics")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void keepsIdempotencyKeysApartPerCaller(TestTokens tokens) throws Exception {
        String body = """
                {"name":"a","count":1,"colour":"RED","at":"2026-11-22T10:00:00Z","main":{"label":"x","weight":1},\
                "parts":[],"tags":[]}""";
        var answer = send(
                "POST",
                "/api/v1/things",
                tokens.role("social-worker").subject("li").mint(),
                body,
                "Idempotency-Key",
                "k");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(json.readTree(answer.body()).path("id").asString())
                .contains("li")
                .endsWith(" k");
    }

    @Test
    void challengesWhoeverHasNoToken() throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(uri("/api/v1/things")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }

    @Test
    void refusesEveryTokenThatIsNotInOrderAndSaysNotWhy(TestTokens tokens) throws Exception {
        var valid = tokens.role("social-worker");
        for (String bad : List.of(
                "garbage",
                "a.b.c",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJsaSJ9.",
                valid.mint() + "A",
                tokens.role("social-worker").expired().mint(),
                tokens.role("social-worker").forged().mint(),
                tokens.role("social-worker").claim("aud", List.of("elsewhere")).mint(),
                tokens.role("social-worker").claim("iss", "http://127.0.0.1:1").mint())) {
            var answer = send("GET", "/api/v1/things", bad, "");
            assertThat(answer.statusCode()).as(bad).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
            JsonNode problem = json.readTree(answer.body());
            assertThat(problem.path("code").asString()).isEqualTo("unauthorized");
            assertThat(answer.body()).doesNotContain("Jwt", "signature", "expired", "Exception");
        }
        assertThat(send("GET", "/api/v1/things", valid.mint(), "").statusCode()).isEqualTo(200);
    }

    @Test
    void documentsPurposeAndCase(TestTokens tokens) throws Exception {
        var document = json.readTree(client.send(
                        HttpRequest.newBuilder(uri("/v3/api-docs/sample")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
        String parameters =
                document.at("/paths/~1api~1v1~1things~1{id}/get/parameters").toString();
        assertThat(parameters).contains("X-Purpose", "X-Case").doesNotContain("\"scope\"", "\"caller\"");
    }

    private JsonNode list(String token) throws Exception {
        return json.readTree(send("GET", "/api/v1/things", token, "").body());
    }

    private JsonNode put(String token, String header, String value) throws Exception {
        String body = """
                {"name":"a","count":1,"colour":"RED","at":"2026-11-22T10:00:00Z","main":{"label":"x","weight":1},\
                "parts":[],"tags":[]}""";
        return json.readTree(send("PUT", "/api/v1/things/1", token, body, "If-Match", "\"1-full\"", header, value)
                .body());
    }

    private HttpResponse<String> send(String method, String path, String token, String body, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
