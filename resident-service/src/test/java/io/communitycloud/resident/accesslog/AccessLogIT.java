package io.communitycloud.resident.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.testing.identity.TestIdentity;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.common.testing.platform.PlatformTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a look in clear to what the resident reads of it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "allow-synthetic=true",
            "privacy.key=Hx0XyJm3PlCpMZ1WExmOTB5jCOZ2aN6NYX1tvJ0t4Hw=",
            "privacy.pepper=u0PzZ5yqk3n1bV7cXw9eRt2YhGjKlM4sDfQaNp8oIiU="
        })
@PlatformTest
@TestIdentity
class AccessLogIT {

    /** A committee that no other test reads in clear, so that its chain holds this look alone. */
    private static final String QUIET = "310101013003";

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void tellsAResidentWhoLookedAtHerAndProvesItToAnAuditor(TestTokens tokens) throws Exception {
        Token worker = tokens.role("social-worker").area(QUIET).claim("name", "李社工");
        String id = registered(worker, QUIET);

        assertThat(get("/api/v1/residents/" + id, worker).body()).contains("\"masked\":true");
        assertThat(get("/api/v1/residents/" + id, worker, "X-Purpose", "care").body())
                .contains("\"masked\":false");

        Token herself = tokens.role("resident").resident(id);
        String log = "/api/v1/residents/" + id + "/access-log";
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(items(get(log, herself))).hasSize(1));
        JsonNode look = items(get(log, herself)).get(0);
        assertThat(look.get("sentence").asString()).contains("李社工（社工）因“关爱照护”查看了您的", "手机号");
        assertThat(look.path("evidence").isObject()).isFalse();

        Token auditor = tokens.role("auditor").area(QUIET);
        JsonNode evidence = items(get(log, auditor)).get(0).get("evidence");
        assertThat(evidence.get("area").asString()).isEqualTo(QUIET);
        assertThat(items(get("/api/v1/access-records", auditor)).size()).isEqualTo(1);
        JsonNode chain = json(get("/api/v1/access-chains/" + QUIET + "/verification", auditor));
        assertThat(chain.get("intact").asBoolean()).isTrue();
        assertThat(chain.get("head").asString()).isEqualTo(evidence.get("hash").asString());
        assertThat(json(get("/api/v1/access-anchors/verification", auditor))
                        .get("intact")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void showsTheLogToNobodyElse(TestTokens tokens) throws Exception {
        Token worker = tokens.role("social-worker");
        String log = "/api/v1/residents/" + registered(worker, "310101002001") + "/access-log";

        assertThat(get(log, worker).statusCode()).isEqualTo(403);
        assertThat(get(log, tokens.role("resident").resident("01TESTRESIDENT000000000001"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(log, tokens.role("auditor").area("310115000000")).statusCode())
                .isEqualTo(404);
        assertThat(get(
                                "/api/v1/access-chains/310101002001/verification",
                                tokens.role("auditor").area("310110000000"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("/api/v1/access-records", worker).statusCode()).isEqualTo(403);
    }

    private static int people;

    private String registered(Token worker, String area) throws IOException, InterruptedException {
        // Numbers of the sample area for 1980-01-01 with their check digits.
        String[] numbers = {"310199198001010013", "31019919800101003X", "310199198001010056"};
        String body = """
                {"name": "王小明", "idType": "CITIZEN", "idNumber": "%s", "phone": "1000000000%d",
                 "residence": "REGISTERED", "area": "%s"}
                """.formatted(numbers[people], people++, area);
        // The map of the city is loaded behind the first start.
        await().atMost(Duration.ofMinutes(2))
                .until(() -> get("/api/v1/areas/310101002001", worker).statusCode() == 200);
        HttpResponse<String> created = http.send(
                request("/api/v1/residents", worker)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return json(created).get("id").asString();
    }

    private HttpResponse<String> get(String path, Token token, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, Token token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token.mint());
    }

    private static JsonNode items(HttpResponse<String> response) {
        return json(response).get("items");
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isLessThan(300);
        return JsonMapper.shared().readTree(response.body());
    }
}
