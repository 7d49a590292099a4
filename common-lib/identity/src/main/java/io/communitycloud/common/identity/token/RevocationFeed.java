package io.communitycloud.common.identity.token;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows {@code identity.revocations.v1} from its beginning, whole and without a group, in every process. */
public final class RevocationFeed implements SmartLifecycle, Runnable {

    public static final String TOPIC = "identity.revocations.v1";

    private static final Logger LOG = LoggerFactory.getLogger(RevocationFeed.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ASKING = Duration.ofSeconds(2);

    private final Revocations revocations;
    private final Map<String, Object> consumerSettings;
    private final JsonMapper json;
    private volatile boolean running;

    public RevocationFeed(Revocations revocations, Map<String, Object> consumerSettings, JsonMapper json) {
        this.revocations = revocations;
        this.consumerSettings = new HashMap<>(consumerSettings);
        // A broker that lost its data begins at 0 again; to go on at its end would be to miss what it has.
        this.consumerSettings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.consumerSettings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.json = json;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("revocations").start(this);
    }

    @Override
    public void run() {
        while (running) {
            try {
                follow();
            } catch (InterruptException stopped) {
                return;
            } catch (RuntimeException away) {
                LOG.debug("Revocations are followed again in a moment: {}", away.toString());
                try {
                    Thread.sleep(PAUSE);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private void follow() {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(consumerSettings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC, Duration.ofSeconds(5)).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new IllegalStateException(TOPIC + " does not exist yet");
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (running) {
                for (ConsumerRecord<String, byte[]> news : consumer.poll(PAUSE)) {
                    heed(news);
                }
                if (isAtTheEnd(consumer, partitions)) {
                    revocations.heard();
                }
            }
        }
    }

    /** Asks the broker, because polling is silent both where there is no news and where there is no broker. */
    private static boolean isAtTheEnd(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        try {
            return consumer.endOffsets(partitions, ASKING).entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey(), ASKING) >= end.getValue());
        } catch (TimeoutException away) {
            return false;
        }
    }

    private void heed(ConsumerRecord<String, byte[]> news) {
        if (news.key() == null) {
            return;
        }
        if (news.value() == null) {
            revocations.restore(news.key());
            return;
        }
        try {
            JsonNode until = json.readTree(news.value()).path("until");
            revocations.revoke(
                    news.key(),
                    Instant.ofEpochMilli(news.timestamp()),
                    OffsetDateTime.parse(until.asString()).toInstant());
        } catch (RuntimeException malformed) {
            // Too long is better than not at all.
            LOG.error("A revocation at offset {} cannot be read; it holds for an hour", news.offset());
            Instant since = Instant.ofEpochMilli(news.timestamp());
            revocations.revoke(news.key(), since, since.plus(Duration.ofHours(1)));
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
