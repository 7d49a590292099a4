package io.communitycloud.common.identity.token;

import io.communitycloud.common.identity.topic.WholeTopics;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows {@code identity.revocations.v1} from its beginning, whole and without a group, in every process. */
public final class RevocationFeed implements SmartLifecycle {

    public static final String TOPIC = "identity.revocations.v1";

    private static final Logger LOG = LoggerFactory.getLogger(RevocationFeed.class);

    private final Revocations revocations;
    private final JsonMapper json;
    private final Supplier<KafkaConsumer<String, byte[]>> consumers;
    private volatile @Nullable WholeTopics following;

    public RevocationFeed(Revocations revocations, Map<String, Object> consumerSettings, JsonMapper json) {
        this.revocations = revocations;
        this.json = json;
        Map<String, Object> settings = new HashMap<>(consumerSettings);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.consumers = () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void start() {
        WholeTopics topic = new WholeTopics("Revocations", List.of(TOPIC), consumers, this::hear);
        following = topic;
        Thread.ofPlatform().daemon().name("revocations").start(topic);
    }

    private void hear(ConsumerRecords<String, byte[]> news, BooleanSupplier isAll) {
        news.forEach(this::heed);
        if (isAll.getAsBoolean()) {
            revocations.heard();
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
        WholeTopics topic = following;
        if (topic != null) {
            topic.stop();
        }
        following = null;
    }

    @Override
    public boolean isRunning() {
        return following != null;
    }
}
