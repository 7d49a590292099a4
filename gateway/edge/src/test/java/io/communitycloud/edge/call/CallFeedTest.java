package io.communitycloud.edge.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.testing.platform.Platform;
import io.communitycloud.edge.partner.Operations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CallFeedTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    private final JsonMapper json = JsonMapper.shared();

    @Test
    void tellsOfCallsAsTheSampleSaysAndNamesNoPath() throws IOException, ExecutionException, InterruptedException {
        TopicPartition partition = new TopicPartition(CallFeed.TOPIC, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Platform.brokers()))) {
            admin.createTopics(List.of(new NewTopic(CallFeed.TOPIC, 1, (short) 1)))
                    .all()
                    .get();
        }
        CallFeed feed = new CallFeed(
                new Operations(json),
                new StaticListableBeanFactory().getBeanProvider(Calls.class),
                json,
                Clock.fixed(NOW, ZoneOffset.UTC),
                Platform.brokers());
        feed.take(List.of(new Call(
                NOW.toEpochMilli(),
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "bureau-hlt",
                "HLT",
                "GET",
                "/api/v1/residents/01SECRET",
                "resident-service",
                "care",
                null,
                200,
                0,
                412,
                1_500)));
        feed.destroy();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Platform.brokers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            ConsumerRecords<String, byte[]> events = consumer.poll(Duration.ofSeconds(30));
            assertThat(events.count()).isEqualTo(1);
            ConsumerRecord<String, byte[]> event = events.iterator().next();
            assertThat(new String(event.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                    .isEqualTo("communitycloud.gateway.calls-made.v1");
            JsonNode row = json.readTree(event.value()).path("calls").get(0);
            assertThat(new TreeSet<>(row.propertyNames())).isEqualTo(new TreeSet<>(sample().propertyNames()));
            assertThat(row.path("operation").asString()).isEqualTo("readResident");
            assertThat(row.toString()).doesNotContain("SECRET");
        }
    }

    private JsonNode sample() throws IOException {
        try (InputStream sample = Objects.requireNonNull(
                getClass().getResourceAsStream("/contracts/events/communitycloud.gateway.calls-made.v1.json"))) {
            return json.readTree(sample).path("calls").get(0);
        }
    }
}
