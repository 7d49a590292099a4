package io.communitycloud.resource.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.broker.TestEvent;
import io.communitycloud.common.testing.identity.TestIdentity;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.common.testing.platform.PlatformTest;
import io.communitycloud.resource.Api;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The way of an activation from topic to topic. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "logging.structured.format.console="})
@PlatformTest
@TestIdentity
class ActivationOverTheBrokerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ACTIVATION = "act-k";
    private static final String AREA = "310114000000";
    private static final String FACILITY = "FC-0114-1";

    private final Api api;
    private final AreaTree areas;
    private final MongoTemplate mongo;
    private final Producer<String, byte[]> producer;
    private final Token district = TestTokens.shared().role("district-operator").area(AREA);

    ActivationOverTheBrokerTest(
            @LocalServerPort int port,
            @Autowired AreaTree areas,
            @Autowired MongoTemplate mongo,
            @Autowired Producer<String, byte[]> producer) {
        this.api = new Api(port);
        this.areas = areas;
        this.mongo = mongo;
        this.producer = producer;
    }

    @Test
    void answersOnItsTopicsUnderTheCauseAndCorrelationOfTheActivation() {
        Api.knowAreas(areas);
        await().atMost(PATIENCE)
                .until(() -> mongo.getCollection("facilities").countDocuments(new Document("_id", FACILITY)) == 1);
        api.post(
                        "/api/v1/stocks",
                        district,
                        "{\"area\": \"" + AREA
                                + "\", \"item\": \"quilt\", \"lotNumber\": \"A\", \"place\": \"区库\", \"quantity\": 10}")
                .is(201);
        Map<String, Object> started = Map.of(
                "activationId",
                ACTIVATION,
                "area",
                AREA,
                "exercise",
                false,
                "conversions",
                List.of(Map.of("step", "convert", "facilityId", FACILITY)),
                "reservations",
                List.of(
                        Map.of("step", "quilts", "item", "quilt", "quantity", 10, "unit", "件"),
                        Map.of("step", "tents", "item", "tent12m2", "quantity", 1, "unit", "顶")));
        tell("activation-started", 1, started);
        tell("activation-started", 1, started);
        tell("activation-ended", 2, Map.of("activationId", ACTIVATION, "area", AREA, "exercise", false));

        assertThat(told("resource.stock-reservations.v1", 3))
                .containsExactlyInAnyOrder(
                        "stock-reserved quilts", "stock-reservation-refused tents", "stock-released quilts");
        assertThat(told("resource.conversions.v1", 2))
                .containsExactly("conversion-started convert", "conversion-cancelled convert");
        assertThat(api.get("/api/v1/facilities/" + FACILITY, district).is(200).text("mode"))
                .isEqualTo("PEACETIME");
    }

    private void tell(String what, long sequence, Map<String, Object> data) {
        TestEvent.of(
                        "communitycloud.emergency." + what + ".v1",
                        ACTIVATION,
                        sequence,
                        JsonMapper.shared().writeValueAsString(data))
                .withId("E-" + what)
                .tell(producer, "emergency.activations.v1");
    }

    /** Name and step of what a topic says under the activation's correlation, once so many were said. */
    private static List<String> told(String topic, int count) {
        List<TestEvent> told =
                TestEvent.await(topic, count, event -> event.correlation().equals("story-" + ACTIVATION));
        assertThat(told)
                .allSatisfy(event ->
                        assertThat(event.json().path("cause").asString()).isEqualTo(ACTIVATION));
        return told.stream()
                .map(event -> event.name() + " " + event.json().path("step").asString())
                .toList();
    }
}
