package io.communitycloud.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.communitycloud.edge.Client.WORKER;
import static io.communitycloud.edge.Client.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

class RoutingTest extends BehindTheEdge {

    private final Client client;

    RoutingTest(@LocalServerPort int port) {
        this.client = new Client(port);
    }

    @Test
    void sendsEachPathToItsService() {
        assertThat(client.getAsWorker("/api/v1/residents").body()).isEqualTo("resident");
        assertThat(client.getAsWorker("/api/v1/areas/310101002001").body()).isEqualTo("resident");
        assertThat(client.getAsWorker("/api/v1/notices/01J/deliveries").body()).isEqualTo("notice");
    }

    @Test
    void passesPathAndQueryOnAsTheyCame() {
        String address = "/api/v1/visits/a%20b?name=%E7%8E%8B+%2B1&name=&empty&x=%2F";
        client.getAsWorker(address);
        Services.RESIDENT.verify(getRequestedFor(urlEqualTo(address)));
    }

    @Test
    void passesAFormOnByteByByte() {
        byte[] gbk = {(byte) 'x', '=', (byte) 0xcd, (byte) 0xf5, '&', 'y', '=', '%', 'C', 'D'};
        client.send(
                "POST",
                "/api/v1/residents",
                HttpRequest.BodyPublishers.ofByteArray(gbk),
                "Authorization",
                WORKER,
                "Content-Type",
                "application/x-www-form-urlencoded; charset=GBK");
        byte[] arrived = Services.RESIDENT
                .findAll(postRequestedFor(urlEqualTo("/api/v1/residents")))
                .getFirst()
                .getBody();
        assertThat(arrived).isEqualTo(gbk);
    }

    @Test
    void passesHeadersBothWays() {
        Services.RESIDENT.stubFor(get("/api/v1/residents/1")
                .willReturn(ok("{}").withHeader("ETag", "\"3-a\"")
                        .withHeader("Link", "</a>; rel=next", "</b>; rel=first")
                        .withHeader("Connection", "X-Private")
                        .withHeader("X-Private", "secret")
                        .withHeader("Server", "Apache")));
        HttpResponse<String> answer = client.get(
                "/api/v1/residents/1", "Authorization", WORKER, "If-None-Match", "\"2-a\"", "X-Purpose", "care");
        assertThat(answer.headers().firstValue("etag")).contains("\"3-a\"");
        assertThat(answer.headers().allValues("link")).containsExactly("</a>; rel=next", "</b>; rel=first");
        assertThat(answer.headers().map()).doesNotContainKeys("x-private", "server");
        Services.RESIDENT.verify(getRequestedFor(urlEqualTo("/api/v1/residents/1"))
                .withHeader("If-None-Match", equalTo("\"2-a\""))
                .withHeader("X-Purpose", equalTo("care"))
                .withHeader("Authorization", equalTo(WORKER)));
    }

    @Test
    void passesAnAnswerWithoutBodyOn() {
        Services.RESIDENT.stubFor(
                get("/api/v1/residents/1").willReturn(aResponse().withStatus(304)));
        assertThat(client.getAsWorker("/api/v1/residents/1").statusCode()).isEqualTo(304);
        Services.RESIDENT.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(204)));
        assertThat(client.send("DELETE", "/api/v1/residents/1", "", "Authorization", WORKER)
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void passesAServicesOwnProblemOn() {
        Services.RESIDENT.stubFor(get("/api/v1/residents/1")
                .willReturn(aResponse()
                        .withStatus(422)
                        .withHeader("Content-Type", "application/problem+json")
                        .withBody("{\"code\":\"masked-value\"}")));
        assertThat(problem(client.getAsWorker("/api/v1/residents/1"))).isEqualTo("masked-value");
    }

    @Test
    void streamsALongAnswer() {
        String body = "line of text\n".repeat(50_000);
        Services.RESIDENT.stubFor(get("/api/v1/lookups/1").willReturn(ok(body).withChunkedDribbleDelay(10, 100)));
        assertThat(client.getAsWorker("/api/v1/lookups/1").body()).isEqualTo(body);
    }

    @Test
    void takesOffWhatOnlyAProxyMaySay() {
        client.get(
                "/api/v1/residents",
                "Authorization",
                WORKER,
                "X-Forwarded-For",
                "10.0.0.1",
                "X-Forwarded-Prefix",
                "/evil",
                "Forwarded",
                "for=10.0.0.1",
                "X-Real-IP",
                "10.0.0.1",
                "X-Original-URL",
                "/admin",
                "X-HTTP-Method-Override",
                "DELETE",
                "X-Scope-Area",
                "310000000000");
        Services.RESIDENT.verify(getRequestedFor(urlEqualTo("/api/v1/residents"))
                .withHeader("X-Forwarded-For", equalTo("127.0.0.1"))
                .withHeader("X-Forwarded-Proto", equalTo("http"))
                .withHeader("X-Forwarded-Host", matching("127\\.0\\.0\\.1:\\d+"))
                .withoutHeader("X-Forwarded-Prefix")
                .withoutHeader("Forwarded")
                .withoutHeader("X-Real-IP")
                .withoutHeader("X-Original-URL")
                .withoutHeader("X-HTTP-Method-Override")
                .withoutHeader("X-Scope-Area"));
    }

    @Test
    void letsASystemStateItsScope() {
        String system = "Bearer " + TestIdentity.token("notice-service", "system");
        client.get("/api/v1/residents", "Authorization", system, "X-Scope-Area", "310101000000");
        Services.RESIDENT.verify(
                getRequestedFor(urlEqualTo("/api/v1/residents")).withHeader("X-Scope-Area", equalTo("310101000000")));
    }

    @Test
    void keepsTheCallersTraceAndRequestId() {
        String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        HttpResponse<String> answer = client.get(
                "/api/v1/residents", "Authorization", WORKER, "traceparent", traceparent, "X-Request-Id", "order-17");
        assertThat(answer.headers().allValues("x-request-id")).containsExactly("order-17");
        Services.RESIDENT.verify(getRequestedFor(urlEqualTo("/api/v1/residents"))
                .withHeader("X-Request-Id", equalTo("order-17"))
                .withHeader(
                        "traceparent",
                        matching("00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-01")));
    }

    @Test
    void beginsANewTraceWhereTheCallersIsInvalid() {
        for (String invalid : List.of(
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "nonsense")) {
            HttpResponse<String> answer =
                    client.get("/api/v1/residents", "Authorization", WORKER, "traceparent", invalid);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("traceparent").orElse(""))
                    .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
                    .doesNotContain("4bf92f3577b34da6a3ce929d0e0e4736", "0".repeat(32));
        }
    }

    @Test
    void tells404WhereNothingIsKnown() {
        HttpResponse<String> answer = client.getAsWorker("/api/v1/unicorns");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(problem(answer)).isEqualTo("not-found");
    }

    @Test
    void tells503AndNot401WhileNothingCanBeSaidOfAToken() {
        String bearer = "Bearer " + TestIdentity.UNVERIFIABLE;
        HttpResponse<String> answer = client.get("/api/v1/areas", "Authorization", bearer);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(client.get("/problems/unavailable", "Authorization", bearer).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesABodyAnnouncedTooLarge() {
        HttpResponse<String> answer =
                client.send("POST", "/api/v1/residents", "x".repeat(1024 * 1024 + 1), "Authorization", WORKER);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(problem(answer)).isEqualTo("body-too-large");
        Services.RESIDENT.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void takesALargeImport() {
        HttpResponse<String> answer =
                client.send("POST", "/api/v1/imports", "x".repeat(1024 * 1024 + 1), "Authorization", WORKER);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void asksForATokenFirst() {
        HttpResponse<String> answer = client.get("/api/v1/residents");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(problem(answer)).isEqualTo("unauthorized");
        assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
        Services.RESIDENT.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void refusesATokenThatIsNone() {
        HttpResponse<String> answer = client.get("/api/v1/residents", "Authorization", "Bearer garbage");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate").orElse("")).contains("invalid_token");
    }

    @Test
    void leavesTheSystemsOwnSignatureToTheExchange() {
        assertThat(client.send("POST", "/legacy/HLT-03/inbox", "rows").statusCode())
                .isEqualTo(503);
        assertThat(client.send("POST", "/legacy/HLT-03/readPatients", "{}").statusCode())
                .isEqualTo(401);
    }

    @Test
    void tellsTheQuotaThatIsLeft() {
        HttpResponse<String> answer = client.getAsWorker("/api/v1/residents");
        assertThat(answer.headers().firstValue("ratelimit-policy")).contains("\"client\";q=60000;w=60");
        assertThat(answer.headers().firstValue("ratelimit").orElse("")).matches("\"client\";r=\\d+;t=\\d+");
    }

    @Test
    void refusesWhoAsksTooMuchButNobodyElse() {
        String greedy = "Bearer " + TestIdentity.token("greedy", "social-worker");
        for (int i = 0; i < 3; i++) {
            assertThat(client.get("/api/v1/reports", "Authorization", greedy).statusCode())
                    .isEqualTo(200);
        }
        HttpResponse<String> refused = client.get("/api/v1/reports", "Authorization", greedy);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(problem(refused)).isEqualTo("too-many-requests");
        assertThat(Integer.parseInt(refused.headers().firstValue("retry-after").orElse("0")))
                .isBetween(1, 60);
        assertThat(refused.headers().firstValue("ratelimit").orElse("")).startsWith("\"reports\";r=0;");
        String modest = "Bearer " + TestIdentity.token("modest", "social-worker");
        assertThat(client.get("/api/v1/reports", "Authorization", modest).statusCode())
                .isEqualTo(200);
    }
}
