package io.communitycloud.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The legacy systems that answer at once, asked through the gateway by who may ask, one of them hanging. A trial. */
@Tag("trial")
@ExtendWith(OnLivePlatform.class)
class LegacySystemsTrialIT {

    private static final String COMMITTEE = "310101002001";
    private static final int OK = 200;

    /** Systems know one in so many; one in fifteen is the rarest of those asked here. */
    private static final int MOST_ASKED = 100;

    private final LivePlatform platform;

    LegacySystemsTrialIT(LivePlatform platform) {
        this.platform = platform;
    }

    @Test
    void areAllListedWithTheirState() throws Exception {
        JsonNode list = json(platform.get("/api/v1/legacy-systems?limit=100", platform.token("operations")));

        assertThat(list.path("items").findValuesAsString("id"))
                .contains(
                        "PSB-01", "PSB-03", "CAB-01", "CAB-02", "CAB-03", "CAB-04", "ORG-02", "PLC-01", "HLT-01",
                        "HRS-01", "HMB-01", "HMB-02", "DPF-01", "EMB-02");
    }

    @ParameterizedTest
    @CsvSource({
        "CAB-03, ledger, daily-service",
        "ORG-02, check-ins, daily-service",
        "PLC-01, grid-events, daily-service",
        "HMB-01, repair-orders, daily-service",
        "HMB-02, owners-committees, daily-service",
        "EMB-02, hazards, daily-service"
    })
    void tellOfACommittee(String system, String operation, String purpose) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        HttpResponse<String> answer = ask(system, operation, purpose, Map.of("area", COMMITTEE));
        // The catalogue has every system fail now and then.
        while (answer.statusCode() != OK && Instant.now().isBefore(end)) {
            answer = ask(system, operation, purpose, Map.of("area", COMMITTEE));
        }

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(OK);
        assertThat(json(answer).path("source").asString()).isEqualTo(system);
        JsonNode data = json(answer).path("data");
        assertThat(data.isArray() || data.path("items").isArray())
                .as(answer.body())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PSB-01, person",
        "PSB-03, registration",
        "CAB-01, assistance",
        "CAB-02, elderly-care",
        "CAB-04, volunteer",
        "HLT-01, health-flags",
        "HRS-01, employment",
        "DPF-01, disability"
    })
    void tellOfAPersonOfTheCommittee(String system, String operation) throws Exception {
        for (String resident : residents()) {
            HttpResponse<String> answer = ask(system, operation, "care", Map.of("residentId", resident));
            if (answer.statusCode() == OK) {
                assertThat(json(answer).path("source").asString()).isEqualTo(system);
                return;
            }
            assertThat(answer.statusCode()).as(answer.body()).isIn(202, 404, 429, 503);
            assertThat(answer.body()).doesNotContain("ORA-", "Exception", "310199");
        }
        assertThat(List.of()).as(system + " knows nobody of the committee").isNotEmpty();
    }

    @Test
    void letNobodyWaitWhenOneHangs() throws Exception {
        String resident = residents().getFirst();
        platform.cloud("legacy", "hang", "PSB-01");
        try {
            Instant begin = Instant.now();
            ask("PSB-01", "person", "care", Map.of("residentId", resident));
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(4));

            begin = Instant.now();
            ask("CAB-03", "ledger", "daily-service", Map.of("area", COMMITTEE));
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(4));
        } finally {
            platform.cloud("legacy", "ok", "PSB-01");
        }
    }

    private List<String> residents() throws IOException, InterruptedException {
        JsonNode page = json(platform.get("/api/v1/residents?limit=" + MOST_ASKED, worker()));
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(resident -> resident.path("id").asString())
                .toList();
    }

    private HttpResponse<String> ask(String system, String operation, String purpose, Map<String, String> request)
            throws IOException, InterruptedException {
        return platform.send(platform.request("/legacy/" + system + "/" + operation, worker())
                .header("Content-Type", "application/json")
                .header("X-Purpose", purpose)
                .header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(request))));
    }

    private String worker() throws IOException, InterruptedException {
        return platform.token("social-worker", "--area", COMMITTEE);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
