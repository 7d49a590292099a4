package io.communitycloud.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** Parts that are away for a while: what needs them waits, what does not goes on. A trial, see {@link RegistrationTrialIT}. */
@Tag("trial")
@ExtendWith(OnLivePlatform.class)
class OutageTrialIT {

    private static final String AREA = "310101002010";

    @Test
    void writesGoOnWithoutTheBrokerAndTheirEventsArriveAfterwards(LivePlatform platform) throws Exception {
        String token = platform.token("social-worker", "--area", AREA);
        String dwelling = created(platform, token, "/api/v1/dwellings", home("1号"));
        List<String> households = new ArrayList<>();
        assertThat(platform.cloud("kill", "broker").status()).isZero();
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (Instant.now().isBefore(end)) {
            households.add(created(
                    platform,
                    platform.token("social-worker", "--area", AREA),
                    "/api/v1/households",
                    Map.of("dwellingId", dwelling)));
        }
        assertThat(platform.cloud("restart", "broker").status()).isZero();
        assertThat(households).isNotEmpty();
        try (StoreView store = StoreView.of(platform)) {
            await("events of " + households.size() + " households")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(store.projectedHouseholds(households))
                            .containsExactlyInAnyOrderElementsOf(households));
        }
    }

    @Test
    void trafficGoesOnWithoutTheRegistry(LivePlatform platform) throws Exception {
        String token = platform.token("social-worker", "--area", AREA);
        assertThat(platform.cloud("kill", "registry").status()).isZero();
        try {
            Instant end = Instant.now().plus(Duration.ofSeconds(45));
            while (Instant.now().isBefore(end)) {
                assertThat(platform.get("/api/v1/residents?limit=1", token).statusCode())
                        .isEqualTo(200);
            }
        } finally {
            assertThat(platform.cloud("restart", "registry").status()).isZero();
        }
    }

    @Test
    void aStrangerCannotRegister(LivePlatform platform) throws Exception {
        try (HttpClient stranger = HttpClient.newHttpClient()) {
            HttpRequest registration = HttpRequest.newBuilder(URI.create(
                            "http://127.0.0.1:" + platform.port("registry") + "/eureka/apps/RESIDENT-SERVICE"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(
                            "{\"instance\":{\"hostName\":\"127.0.0.1\",\"app\":\"RESIDENT-SERVICE\"}}"))
                    .build();
            assertThat(stranger.send(registration, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(401);
        }
    }

    private static Map<String, Object> home(String building) {
        return Map.of(
                "area",
                AREA,
                "address",
                Map.of(
                        "lane",
                        "停电弄",
                        "building",
                        building,
                        "room",
                        UUID.randomUUID().toString().substring(0, 8)),
                "type",
                "COMMODITY");
    }

    private static String created(LivePlatform platform, String token, String path, Object body) throws Exception {
        var answer = platform.post(path, token, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body()).path("id").asString();
    }
}
