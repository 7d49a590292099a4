package io.communitycloud.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/**
 * Registrations while every part on their way is killed: what was acknowledged is there, once, and reached the other
 * service once.
 *
 * <p>A trial, not a test: it kills parts and takes minutes. {@code mvn -pl deploy/verify verify -Dit.groups=trial
 * -Dit.excluded=}.
 */
@Tag("trial")
@ExtendWith(OnLivePlatform.class)
class RegistrationTrialIT {

    private static final int REGISTRATIONS = 2_000;
    private static final int CLIENTS = 16;
    private static final int HOUSEHOLDS = 40;
    private static final String AREA = "310101002002";
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private final Map<Integer, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger repeated = new AtomicInteger();

    @Test
    void losesAndDoublesNothingWhilePartsAreKilled(LivePlatform platform) throws Exception {
        List<String> households = households(platform);
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                running.add(clients.submit(() -> {
                    for (int n = next.getAndIncrement(); n < REGISTRATIONS; n = next.getAndIncrement()) {
                        acknowledged.put(n, register(platform, n, households.get(n % HOUSEHOLDS)));
                    }
                    return null;
                }));
            }
            int killed = 0;
            for (String part : List.of("resident-service", "broker", "edge", "notice-service")) {
                int due = REGISTRATIONS * ++killed / 6;
                await().atMost(Duration.ofMinutes(5)).until(() -> next.get() >= due);
                assertThat(platform.cloud("kill", part).status()).isZero();
                assertThat(platform.cloud("restart", part).status()).isZero();
            }
            for (Future<?> client : running) {
                client.get(10, TimeUnit.MINUTES);
            }
        }

        assertThat(acknowledged).hasSize(REGISTRATIONS);
        Set<String> ids = new HashSet<>(acknowledged.values());
        assertThat(ids).as("two registrations never share an id").hasSize(REGISTRATIONS);
        String token = platform.token("social-worker", "--area", AREA);
        for (int n : acknowledged.keySet()) {
            assertThat(register(platform, n, households.get(n % HOUSEHOLDS)))
                    .as("a retry with its key creates nothing")
                    .isEqualTo(acknowledged.get(n));
        }
        for (String id : ids) {
            assertThat(platform.get("/api/v1/residents/" + id, token).statusCode())
                    .isEqualTo(200);
        }
        try (StoreView store = StoreView.of(platform)) {
            assertThat(store.residentsOf(households))
                    .as("nothing was stored that nobody asked for")
                    .isEqualTo(ids);
            await("the projection of the notice service")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(store.projectedResidentsOf(households)).isEqualTo(ids));
        }
    }

    private List<String> households(LivePlatform platform) throws Exception {
        String token = platform.token("social-worker", "--area", AREA);
        List<String> households = new ArrayList<>();
        for (int n = 0; n < HOUSEHOLDS; n++) {
            String dwelling = id(platform.post(
                    "/api/v1/dwellings",
                    token,
                    Map.of(
                            "area",
                            AREA,
                            "address",
                            Map.of("lane", "试验弄", "building", n + "号", "room", "101室"),
                            "type",
                            "COMMODITY")));
            households.add(id(platform.post("/api/v1/households", token, Map.of("dwellingId", dwelling))));
        }
        return households;
    }

    /** Registers until it is acknowledged, always under the same key. */
    private String register(LivePlatform platform, int n, String household) throws Exception {
        String body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "name", "试验",
                        "idType", "CITIZEN",
                        "idNumber", citizenNumber(n),
                        "residence", "ACTUAL",
                        "householdId", household));
        for (int attempt = 1; attempt <= 600; attempt++) {
            try {
                HttpResponse<String> answer = platform.send(
                        platform.request("/api/v1/residents", platform.token("social-worker", "--area", AREA))
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", "\"trial-" + n + "\"")
                                .POST(BodyPublishers.ofString(body)));
                if (answer.statusCode() == 201) {
                    return id(answer);
                }
                assertThat(answer.statusCode()).as(answer.body()).isIn(409, 429, 502, 503, 504);
                assertThat(answer.body()).as("nobody else has this number").doesNotContain("already-registered");
            } catch (IOException killedMeanwhile) {
                repeated.incrementAndGet();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
        throw new AssertionError("registration " + n + " was never acknowledged");
    }

    private static String id(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body()).path("id").asString();
    }

    /** A number of the area that was never assigned; the sample city takes the low sequences of a day, this the high. */
    private static String citizenNumber(int n) {
        LocalDate born = LocalDate.of(1951, 1, 1).plusDays(n % 500);
        String digits = "310199" + born.toString().replace("-", "") + "%03d".formatted(999 - n / 500);
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        return digits + "10X98765432".charAt(sum % 11);
    }
}
