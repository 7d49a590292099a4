package io.communitycloud.resident.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.testing.broker.TestEvent;
import io.communitycloud.resident.testing.Answer;
import io.communitycloud.resident.testing.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From the order that emergency-service tells of to the committee's list and back. */
class CareDutiesIT extends RunningService {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private Producer<String, byte[]> events;

    private final String order = "O" + UUID.randomUUID();
    private final String household = "H" + UUID.randomUUID();

    @Test
    void beginsFollowsAndEndsWithTheOrder() throws Exception {
        tell("quarantine-ordered", 1, told("CENTRAL"));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> worker(COMMITTEE).get("/care-duties/" + order).ok());
        Answer duty = worker(COMMITTEE).get("/care-duties/" + order).ok();
        assertThat(duty.text("householdId")).isEqualTo(household);
        assertThat(duty.text("setting")).isEqualTo("CENTRAL");
        assertThat(worker(COMMITTEE).get("/care-duties?limit=200").ok().ids()).contains(order);
        assertThat(worker(COMMITTEE)
                        .get("/care-duties?household=" + household)
                        .ok()
                        .ids())
                .containsExactly(order);
        worker(NEIGHBOUR).get("/care-duties/" + order).refusedAs(404, "not-found");
        assertThat(worker(NEIGHBOUR).get("/care-duties?limit=200").ok().ids()).doesNotContain(order);
        district(ROUND_DISTRICT).get("/care-duties/" + order).refusedAs(404, "not-found");

        tell("quarantine-changed", 2, told("HOME"));
        tell("quarantine-ordered", 1, told("CENTRAL"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                worker(COMMITTEE).get("/care-duties/" + order).text("setting"))
                        .isEqualTo("HOME"));

        worker(COMMITTEE)
                .post("/care-duties/" + order + "/completions", "{\"tasks\": [\"FOOD\", \"CHECK\"]}")
                .created();
        worker(COMMITTEE)
                .post("/care-duties/" + order + "/completions", "{\"tasks\": []}")
                .refusedAs(400, "invalid-field");
        worker(NEIGHBOUR)
                .post("/care-duties/" + order + "/completions", "{\"tasks\": [\"FOOD\"]}")
                .refusedAs(404, "not-found");

        tell("quarantine-ended", 3, """
                {"orderId":"%s","residentId":"R1","householdId":"%s","area":"%s","exercise":false,\
                "outcome":"SHORTENED","endedAt":"%s"}""".formatted(order, household, COMMITTEE, Instant.now()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                worker(COMMITTEE).get("/care-duties/" + order).text("state"))
                        .isEqualTo("ENDED"));
        worker(COMMITTEE)
                .post("/care-duties/" + order + "/completions", "{\"tasks\": [\"FOOD\"]}")
                .refusedAs(409, "care-duty-ended");
        assertThat(worker(COMMITTEE).get("/care-duties?limit=200").ok().ids()).doesNotContain(order);
        assertThat(worker(COMMITTEE)
                        .get("/care-duties?state=ENDED&limit=200")
                        .ok()
                        .ids())
                .contains(order);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(TestEvent.on("resident.care-duties.v1").stream()
                                .filter(event -> event.subject().equals(order))
                                .map(TestEvent::type)
                                .map(type -> type.substring(type.lastIndexOf("care-duty"))))
                        .containsExactly(
                                "care-duty-opened.v1",
                                "care-duty-changed.v1",
                                "care-duty-done.v1",
                                "care-duty-ended.v1"));
    }

    private String told(String kind) {
        return """
                {"orderId":"%s","residentId":"R1","householdId":"%s","area":"%s","exercise":false,"kind":"%s",\
                "policy":"INB-SH-7-7","from":"2026-11-22T10:00:00+08:00","until":"%s"}""".formatted(order, household, COMMITTEE, kind, Instant.now().plus(Duration.ofDays(14)));
    }

    private void tell(String type, long sequence, String json) {
        TestEvent.of("communitycloud.emergency." + type + ".v1", order, sequence, json)
                .at(Instant.now())
                .tell(events, "emergency.quarantine-orders.v1");
    }
}
