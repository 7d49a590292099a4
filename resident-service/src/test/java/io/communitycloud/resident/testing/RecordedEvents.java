package io.communitycloud.resident.testing;

import io.communitycloud.common.testing.platform.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is on a topic of the test's broker at this moment. */
public final class RecordedEvents {

    private RecordedEvents() {}

    /**
     * An event as it travels.
     *
     * @param type without the context, such as {@code moved.v1}
     * @param sequence within its aggregate; 0 where none travels
     */
    public record RecordedEvent(String key, String type, long sequence, String data) {}

    /** All that is on a topic now, by partition and then in order. */
    public static List<RecordedEvent> on(String topic) {
        List<RecordedEvent> events = new ArrayList<>();
        try (var consumer = new KafkaConsumer<String, String>(
                Map.of("bootstrap.servers", Platform.brokers()), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(message -> events.add(new RecordedEvent(
                                message.key(),
                                header(message.headers().lastHeader("ce_type")),
                                Long.parseLong("0" + header(message.headers().lastHeader("ce_sequence"))),
                                message.value())));
            }
        }
        return events;
    }

    private static String header(@org.jspecify.annotations.Nullable Header header) {
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
