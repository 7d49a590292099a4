package io.communitycloud.common.testing.broker;

import io.communitycloud.common.testing.platform.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as it travels between services: told by a test as another service would, or found on the test's broker.
 *
 * @param type with context and version, {@code communitycloud.resident.moved.v1}
 * @param subject the aggregate it is about, which is its key too
 * @param id the same for the same event told again
 * @param sequence within its aggregate; 0 where none travels
 * @param correlation the story it belongs to
 * @param time when it happened, ISO 8601
 * @param data JSON
 */
public record TestEvent(
        String type, String subject, String id, long sequence, String correlation, String time, String data) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HAPPENED = "2026-11-22T10:00:00+08:00";

    /** An event that nobody has told yet, in a story of its subject's own. */
    public static TestEvent of(String type, String subject, long sequence, String data) {
        return new TestEvent(type, subject, UUID.randomUUID().toString(), sequence, "story-" + subject, HAPPENED, data);
    }

    /** The same with another id; told again with the same id it is the same event. */
    public TestEvent withId(String another) {
        return new TestEvent(type, subject, another, sequence, correlation, time, data);
    }

    /** The same in another story. */
    public TestEvent within(String story) {
        return new TestEvent(type, subject, id, sequence, story, time, data);
    }

    /** The same at another time. */
    public TestEvent at(Instant another) {
        return new TestEvent(type, subject, id, sequence, correlation, another.toString(), data);
    }

    /** The type without context and version: {@code moved}. */
    public String name() {
        int version = type.lastIndexOf('.');
        return type.substring(type.lastIndexOf('.', version - 1) + 1, version);
    }

    /** The data as a tree. */
    public JsonNode json() {
        return JsonMapper.shared().readTree(data);
    }

    /** Tells it and waits until the broker has it. */
    public void tell(Producer<String, byte[]> producer, String topic) {
        ProducerRecord<String, byte[]> event =
                new ProducerRecord<>(topic, subject, data.getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = Map.of(
                "ce_id", id,
                "ce_source", "/another-service",
                "ce_specversion", "1.0",
                "ce_type", type,
                "ce_time", time,
                "ce_subject", subject,
                "ce_sequence", Long.toString(sequence),
                "ce_correlationid", correlation,
                "content-type", "application/json");
        headers.forEach((name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(event).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** All that is on a topic now, by partition and then in order. */
    public static List<TestEvent> on(String topic) {
        List<TestEvent> events = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Platform.brokers()), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> events.add(read(message)));
            }
        }
        return events;
    }

    private static TestEvent read(ConsumerRecord<String, String> message) {
        return new TestEvent(
                header(message, "ce_type"),
                message.key(),
                header(message, "ce_id"),
                Long.parseLong("0" + header(message, "ce_sequence")),
                header(message, "ce_correlationid"),
                header(message, "ce_time"),
                message.value());
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Those of a topic that are wanted, once there are so many. */
    public static List<TestEvent> await(String topic, int count, Predicate<TestEvent> wanted) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> on(topic).stream().filter(wanted).toList(), found -> found.size() >= count);
    }

    /** Those about one aggregate in their order, once there are so many. */
    public static List<TestEvent> about(String subject, String topic, int count) {
        return await(topic, count, event -> subject.equals(event.subject()));
    }

    /** The names of those about one aggregate in their order, once there are so many. */
    public static List<String> namesAbout(String subject, String topic, int count) {
        return about(subject, topic, count).stream().map(TestEvent::name).toList();
    }
}
