package io.communitycloud.edge.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.testing.platform.Platform;
import io.communitycloud.edge.partner.Operations;
import io.communitycloud.edge.validation.Contracts;
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
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CallFeedTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final JsonMapper json = JsonMapper.shared();

    @Test
    void tellsOfCallsAsTheSampleSaysAndNamesNoPath() throws IOException, ExecutionException, InterruptedException {
        makeTopic();
        CallFeed feed = new CallFeed(
                new Operations(new Contracts(json)),
                new StaticListableBeanFactory().getBeanProvider(Calls.class),
                json,
                Clock.fixed(NOW, ZoneOffset.UTC),
                Platform.brokers());
        feed.take(List.of(new Call(
                NOW.toEpochMilli(),
                TRACE,
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
            List<TopicPartition> partitions = consumer.partitionsFor(CallFeed.TOPIC).stream()
                    .map(each -> new TopicPartition(CallFeed.TOPIC, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            ConsumerRecord<String, byte[]> event = toldOf(TRACE, consumer);
            assertThat(new String(event.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                    .isEqualTo("communitycloud.gateway.calls-made.v1");
            JsonNode row = json.readTree(event.value()).path("calls").get(0);
            assertThat(new TreeSet<>(row.propertyNames())).isEqualTo(new TreeSet<>(sample().propertyNames()));
            assertThat(row.path("operation").asString()).isEqualTo("readResident");
            assertThat(row.toString()).doesNotContain("SECRET");
        }
    }

    /** The edges of other tests tell of their calls on the same topic, before this one or after. */
    private static void makeTopic() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Platform.brokers()))) {
            admin.createTopics(List.of(new NewTopic(CallFeed.TOPIC, 1, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw failed;
            }
        }
    }

    private static ConsumerRecord<String, byte[]> toldOf(String trace, KafkaConsumer<String, byte[]> consumer) {
        AtomicReference<ConsumerRecord<String, byte[]>> found = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            consumer.poll(Duration.ofSeconds(1)).forEach(each -> {
                if (new String(each.value(), StandardCharsets.UTF_8).contains(trace)) {
                    found.set(each);
                }
            });
            return found.get() != null;
        });
        return Objects.requireNonNull(found.get());
    }

    private JsonNode sample() throws IOException {
        try (InputStream sample = Objects.requireNonNull(
                getClass().getResourceAsStream("/contracts/events/communitycloud.gateway.calls-made.v1.json"))) {
            return json.readTree(sample).path("calls").get(0);
        }
    }
}
