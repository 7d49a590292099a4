package io.communitycloud.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.communitycloud.edge.Client.WORKER;
import static io.communitycloud.edge.Client.json;
import static io.communitycloud.edge.Client.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Pages and applications that are served from elsewhere, and the people who are signed in there. */
class FrontEndTest extends BehindTheEdge {

    private static final String LISTED = "https://app.example.org";
    private static final String SESSION = "/sessions/5f0c2a9e-5d3b-4c53-9d0e-2f6f3b7d9a10";

    private final Client client;

    FrontEndTest(@LocalServerPort int port) {
        this.client = new Client(port);
    }

    @BeforeEach
    void nobodyIsSignedIn() {
        Services.IDENTITY.resetAll();
    }

    @Test
    void answersABrowserThatAsksBeforehandForEveryService() {
        HttpResponse<String> answer = preflight(LISTED);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(header(answer, "access-control-allow-origin")).contains(LISTED);
        assertThat(header(answer, "access-control-allow-methods").orElse("")).contains("PATCH");
        assertThat(header(answer, "access-control-allow-headers").orElse("")).contains("If-Match", "X-Purpose");
        assertThat(header(answer, "access-control-max-age")).contains("3600");
        assertThat(header(answer, "access-control-allow-credentials")).isEmpty();
        assertThat(header(preflight("http://127.0.0.1:5173"), "access-control-allow-origin"))
                .contains("http://127.0.0.1:5173");
        Services.RESIDENT.verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://app.example.org",
                "https://app.example.org:8443",
                "https://app.example.org.evil.example",
                "null"
            })
    void tellsNoOtherOriginAnything(String origin) {
        HttpResponse<String> asked = preflight(origin);
        assertThat(asked.statusCode()).isEqualTo(401);
        HttpResponse<String> called = client.get("/api/v1/residents", "Authorization", WORKER, "Origin", origin);
        assertThat(called.body()).isEqualTo("resident");
        for (HttpResponse<String> answer : List.of(asked, called)) {
            assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        }
    }

    @Test
    void letsAListedPageReadWhatItNeeds() {
        HttpResponse<String> answer = client.get("/api/v1/residents", "Authorization", WORKER, "Origin", LISTED);
        assertThat(answer.body()).isEqualTo("resident");
        assertThat(header(answer, "access-control-allow-origin")).contains(LISTED);
        assertThat(header(answer, "access-control-expose-headers").orElse(""))
                .contains("ETag", "Location", "Link", "RateLimit", "Retry-After", "X-Request-Id");
        assertThat(answer.headers().allValues("vary")).contains("Origin");
    }

    @Test
    void letsAListedPageReadARefusalToo() {
        HttpResponse<String> answer = client.get("/api/v1/residents", "Origin", LISTED);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "access-control-allow-origin")).contains(LISTED);
    }

    @Test
    void listsWhereTheCallerIsSignedIn() {
        Services.IDENTITY.stubFor(
                get("/sessions").withHeader("Authorization", equalTo(WORKER)).willReturn(okJson("""
                {"items": [{"id": "a-1", "client": "web", "device": "Firefox", "signedInAt": "2026-11-22T01:00:00Z",
                  "refreshedAt": "2026-11-22T02:00:00Z", "endsAt": "2026-11-22T10:00:00Z", "current": true, "new": 1}],
                 "next": null}""")));
        HttpResponse<String> answer = client.get("/api/v1/me/sessions", "Authorization", WORKER);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "cache-control")).contains("no-store");
        JsonNode session = json(answer).at("/items/0");
        assertThat(session.path("signedInAt").asString()).isEqualTo("2026-11-22T09:00:00+08:00");
        assertThat(session.path("device").asString()).isEqualTo("Firefox");
        assertThat(session.path("current").asBoolean()).isTrue();
        assertThat(session.has("new")).isFalse();
        assertThat(client.get("/api/v1/me/sessions").statusCode()).isEqualTo(401);
    }

    @Test
    void endsASession() {
        Services.IDENTITY.stubFor(delete(SESSION).willReturn(noContent()));
        assertThat(end(SESSION).statusCode()).isEqualTo(204);
        Services.IDENTITY.verify(deleteRequestedFor(urlEqualTo(SESSION)).withHeader("Authorization", equalTo(WORKER)));
    }

    @ParameterizedTest
    @CsvSource({"404, 404, not-found", "401, 401, unauthorized", "503, 503, unavailable", "500, 503, unavailable"})
    void tellsWhyASessionGoesOn(int said, int told, String code) {
        Services.IDENTITY.stubFor(delete(SESSION).willReturn(aResponse().withStatus(said)));
        HttpResponse<String> answer = end(SESSION);
        assertThat(answer.statusCode()).isEqualTo(told);
        assertThat(problem(answer)).isEqualTo(code);
    }

    @Test
    void asksNobodyAboutASessionThatCannotBe() {
        assertThat(end("/sessions/a%3Fb").statusCode()).isEqualTo(404);
        Services.IDENTITY.verify(0, anyRequestedFor(anyUrl()));
    }

    private HttpResponse<String> end(String session) {
        return client.send("DELETE", "/api/v1/me" + session, "", "Authorization", WORKER);
    }

    private HttpResponse<String> preflight(String origin) {
        return client.send(
                "OPTIONS",
                "/api/v1/residents/1",
                "",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "PATCH",
                "Access-Control-Request-Headers",
                "authorization,if-match");
    }

    private static Optional<String> header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name);
    }
}
