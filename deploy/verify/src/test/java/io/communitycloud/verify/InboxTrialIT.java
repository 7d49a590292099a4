package io.communitycloud.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same push of 10,000 rows ten times at once, the exchange killed in the middle: one effect, every row accounted for. A
 * trial, see {@link RegistrationTrialIT}.
 */
@Tag("trial")
@ExtendWith(OnLivePlatform.class)
class InboxTrialIT {

    private static final int ROWS = 10_000;
    private static final int SENDERS = 10;
    private static final Duration SENDERS_PATIENCE = Duration.ofMinutes(3);

    @Test
    void aPushSurvivesTheExchangeBeingKilled(LivePlatform platform) throws Exception {
        String play = UUID.randomUUID().toString();
        String push = push(play);
        Set<String> tickets = new HashSet<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> locations = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                locations.add(senders.submit(() -> untilAccepted(platform, push)));
            }
            assertThat(platform.cloud("kill", "exchange").status()).isZero();
            assertThat(platform.cloud("restart", "exchange").status()).isZero();
            for (Future<String> location : locations) {
                tickets.add(location.get());
            }
        }
        assertThat(tickets).hasSize(1);
        String ticket = tickets.iterator().next();
        String bureau = platform.token("bureau-client", "--bureau", "HLT");
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> json(platform.get(ticket, bureau))
                        .path("state")
                        .asString("")
                        .equals("DONE"));
        JsonNode done = json(platform.get(ticket, platform.token("bureau-client", "--bureau", "HLT")));
        assertThat(done.path("done").asInt()).isEqualTo(ROWS - 1);
        assertThat(done.path("failed").asInt()).isEqualTo(1);
        assertThat(handedOver(platform, ticket.substring(ticket.lastIndexOf('/') + 1)))
                .isEqualTo(ROWS - 1);
    }

    /** The rows in the lists that emergency-service has of a ticket, each list once. */
    private static int handedOver(LivePlatform platform, String ticket) throws Exception {
        int rows = 0;
        Set<String> keys = new HashSet<>();
        String cursor = "";
        do {
            JsonNode page = json(platform.get(
                    "/api/v1/key-person-lists?limit=200" + cursor, platform.token("bureau-client", "--bureau", "HLT")));
            for (JsonNode list : page.path("items")) {
                String key = list.path("key").asString();
                if (key.startsWith(ticket)) {
                    assertThat(keys.add(key)).isTrue();
                    assertThat(list.path("known").asInt()).isZero();
                    rows += list.path("total").asInt();
                }
            }
            String next = page.path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return rows;
    }

    /** As a sender does that pushes at least once: signs anew and tries again until it is told that it was accepted. */
    private static String untilAccepted(LivePlatform platform, String push) throws Exception {
        Instant end = Instant.now().plus(SENDERS_PATIENCE);
        while (true) {
            try {
                HttpResponse<String> answer = platform.send(signed(platform, push));
                if (answer.statusCode() == 202) {
                    return answer.headers().firstValue("Location").orElseThrow();
                }
                assertThat(answer.statusCode()).as(answer.body()).isIn(401, 429, 502, 503, 504);
            } catch (IOException cutOff) {
                assertThat(Instant.now()).isBefore(end);
            }
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(Duration.ofMillis(300));
        }
    }

    private static HttpRequest.Builder signed(LivePlatform platform, String push) throws Exception {
        String time = Long.toString(Instant.now().toEpochMilli());
        Path secret = platform.home().resolve("secrets/hlt-03/hmac-key");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Files.readAllBytes(secret), "HmacSHA256"));
        byte[] signature = mac.doFinal((time + "." + push).getBytes(StandardCharsets.UTF_8));
        return platform.request("/legacy/HLT-03/inbox")
                .header("X-Timestamp", time)
                .header("X-Signature", "sha256=" + HexFormat.of().formatHex(signature))
                .POST(BodyPublishers.ofString(push));
    }

    private static String push(String play) {
        List<Map<String, String>> tasks = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            tasks.add(Map.of(
                    "taskId",
                    play + "-" + i,
                    "name",
                    "合成人员" + i,
                    "mobile",
                    i == 0 ? "无" : String.format(Locale.ROOT, "1008%07d", i),
                    "fromArea",
                    "境外",
                    "arriveAt",
                    "2026-11-01 09:00:00",
                    "committee",
                    "310101002001"));
        }
        return JsonMapper.shared().writeValueAsString(Map.of("batchNo", play, "exercise", true, "tasks", tasks));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }
}
