package io.communitycloud.edge.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.testing.platform.Platform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** On a broker of its own; one test, because a topic that does not exist yet can be had only once. */
class DirectoryFeedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final JsonMapper json = JsonMapper.shared();
    private @Nullable DirectoryFeed feed;

    @AfterEach
    void stop() {
        if (feed != null) {
            feed.stop();
        }
    }

    @Test
    void followsTheExchangeFromItsFirstTopicOnAndKeepsACopy(@TempDir Path home)
            throws ExecutionException, InterruptedException {
        Directory directory = new Directory(json);
        feed = new DirectoryFeed(directory, new DirectoryCopy(home, json), Platform.brokers());
        assertThat(directory.now()).isEmpty();
        feed.start();
        await().atMost(PATIENCE).until(() -> directory.now().isPresent());
        assertThat(directory.now().orElseThrow().partners()).isEmpty();

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Platform.brokers()));
                KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", Platform.brokers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(Directory.PARTNERS, 2, (short) 1)))
                    .all()
                    .get();
            tell(producer, "1", 2, partner("SUSPENDED"));
            tell(producer, "1", 1, partner("ACTIVE"));
            await().atMost(PATIENCE)
                    .until(() -> directory.now().orElseThrow().partners().containsKey("HLT"));
            tell(producer, "1", 3, partner("ACTIVE"));
            await().atMost(PATIENCE)
                    .until(() -> directory.now().orElseThrow().partners().values().stream()
                            .anyMatch(partner -> partner.state() == Partner.State.ACTIVE));
        }
        Directory.Snapshot known = directory.now().orElseThrow();
        assertThat(known.keys()).containsOnlyKeys("k1");
        assertThat(known.admits("HLT", "203.0.113.9", Instant.EPOCH)).isTrue();
        assertThat(known.admits("HLT", "203.0.114.9", Instant.EPOCH)).isFalse();
        assertThat(known.admits("HLT", "::1", Instant.EPOCH)).isFalse();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(new DirectoryCopy(home, json).read())
                        .singleElement()
                        .extracting(Directory.Entry::sequence)
                        .isEqualTo(3L));
    }

    private static void tell(KafkaProducer<String, byte[]> producer, String key, long sequence, String data)
            throws ExecutionException, InterruptedException {
        ProducerRecord<String, byte[]> event =
                new ProducerRecord<>(Directory.PARTNERS, key, data.getBytes(StandardCharsets.UTF_8));
        event.headers().add("ce_sequence", Long.toString(sequence).getBytes(StandardCharsets.UTF_8));
        producer.send(event).get();
    }

    private static String partner(String state) {
        return "{\"partnerId\":\"1\",\"area\":\"310000000000\",\"bureau\":\"HLT\",\"state\":\"" + state
                + "\",\"signs\":true,\"keys\":[{\"keyId\":\"k1\",\"algorithm\":\"ed25519\",\"publicKey\":"
                + "\"MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=\",\"until\":null}],"
                + "\"restricted\":true,\"addresses\":[{\"cidr\":\"203.0.113.0/24\","
                + "\"until\":\"2126-01-01T00:00:00+08:00\"}],\"quotaCalls\":1,\"quotaWindowSeconds\":60,"
                + "\"quotaEmergencyCalls\":2}";
    }
}
