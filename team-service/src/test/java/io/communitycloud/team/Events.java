package io.communitycloud.team;

import static org.awaitility.Awaitility.await;

import io.communitycloud.common.testing.platform.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is told on the broker, by others and by this service. */
public final class Events {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Events() {}

    /** Tells an event as another service would. */
    public static void tell(
            Producer<String, byte[]> producer, String topic, String type, String subject, long sequence, String json) {
        ProducerRecord<String, byte[]> event =
                new ProducerRecord<>(topic, subject, json.getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = new HashMap<>();
        headers.put("ce_id", UUID.randomUUID().toString());
        headers.put("ce_source", "/another-service");
        headers.put("ce_specversion", "1.0");
        headers.put("ce_type", type);
        headers.put("ce_time", "2026-11-22T10:00:00+08:00");
        headers.put("ce_subject", subject);
        headers.put("ce_sequence", Long.toString(sequence));
        headers.put("ce_correlationid", "story-" + subject);
        headers.forEach((name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        var _ = producer.send(event);
    }

    /** The events about one aggregate in the order of the topic, once so many are there. */
    public static List<Told> about(String subject, String topic, int count) {
        List<Told> told = new ArrayList<>();
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
                    if (subject.equals(event.key())) {
                        told.add(new Told(
                                header(event, "ce_type")
                                        .replace("communitycloud.team.", "")
                                        .replace(".v1", ""),
                                header(event, "ce_correlationid"),
                                JsonMapper.shared().readTree(event.value())));
                    }
                }
                return told.size() >= count;
            });
        }
        return told;
    }

    /** The types of the events about one aggregate, short. */
    public static List<String> typesAbout(String subject, String topic, int count) {
        return about(subject, topic, count).stream().map(Told::type).toList();
    }

    private static String header(ConsumerRecord<String, String> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** An event as it was told. */
    public record Told(String type, String correlation, JsonNode data) {}
}
