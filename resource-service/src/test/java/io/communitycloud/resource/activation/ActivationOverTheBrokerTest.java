package io.communitycloud.resource.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.testing.identity.TestIdentity;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.common.testing.platform.Platform;
import io.communitycloud.common.testing.platform.PlatformTest;
import io.communitycloud.resource.Api;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
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
                "act-k",
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
        tell("activation-ended", 2, Map.of("activationId", "act-k", "area", AREA, "exercise", false));

        assertThat(told("resource.stock-reservations.v1", 3))
                .containsExactlyInAnyOrder(
                        "stock-reserved quilts", "stock-reservation-refused tents", "stock-released quilts");
        assertThat(told("resource.conversions.v1", 2))
                .containsExactly("conversion-started convert", "conversion-cancelled convert");
        assertThat(api.get("/api/v1/facilities/" + FACILITY, district).is(200).text("mode"))
                .isEqualTo("PEACETIME");
    }

    private void tell(String what, long sequence, Map<String, Object> data) {
        ProducerRecord<String, byte[]> event = new ProducerRecord<>(
                "emergency.activations.v1", "act-k", JsonMapper.shared().writeValueAsBytes(data));
        Map<String, String> headers = Map.of(
                "ce_id", "E-" + what,
                "ce_source", "/emergency-service",
                "ce_specversion", "1.0",
                "ce_type", "communitycloud.emergency." + what + ".v1",
                "ce_time", "2026-11-22T10:00:00+08:00",
                "ce_subject", "act-k",
                "ce_sequence", Long.toString(sequence),
                "ce_correlationid", "story-k");
        headers.forEach((name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        var _ = producer.send(event);
    }

    /** Type and step of what a topic says under the activation's correlation, once so many were said. */
    private static List<String> told(String topic, int count) {
        List<String> told = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                Platform.brokers(),
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(PATIENCE).until(() -> {
                for (ConsumerRecord<String, String> event : consumer.poll(Duration.ofMillis(200))) {
                    if (header(event, "ce_correlationid").equals("story-k")) {
                        var data = JsonMapper.shared().readTree(event.value());
                        assertThat(data.path("cause").asString()).isEqualTo("act-k");
                        told.add(header(event, "ce_type")
                                        .replace("communitycloud.resource.", "")
                                        .replace(".v1", "")
                                + " " + data.path("step").asString());
                    }
                }
                return told.size() >= count;
            });
        }
        return told;
    }

    private static String header(ConsumerRecord<String, String> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
