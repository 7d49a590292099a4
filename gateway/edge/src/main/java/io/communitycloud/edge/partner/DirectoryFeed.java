package io.communitycloud.edge.partner;

import io.communitycloud.common.identity.topic.WholeTopics;
import java.nio.charset.StandardCharsets;
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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Follows the exchange's compacted topics from their beginning, whole and without a group, in every edge. */
@Component
@ConditionalOnProperty(name = "edge.partner.feed", havingValue = "true", matchIfMissing = true)
class DirectoryFeed implements SmartLifecycle, WholeTopics.Hearer {

    private static final List<String> TOPICS =
            List.of(Directory.PARTNERS, Directory.GRANTS, Directory.MAINTENANCE, Directory.BUDGETS);

    private final Directory directory;
    private final DirectoryCopy copy;
    private final Supplier<KafkaConsumer<String, byte[]>> consumers;
    private volatile @Nullable WholeTopics following;
    private boolean whole;

    DirectoryFeed(Directory directory, DirectoryCopy copy, @Value("${spring.kafka.bootstrap-servers}") String brokers) {
        this.directory = directory;
        this.copy = copy;
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        this.consumers = () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void start() {
        List<Directory.Entry> known = copy.read();
        known.forEach(directory::take);
        if (!known.isEmpty()) {
            directory.publish();
        }
        WholeTopics topics = new WholeTopics("Partners", TOPICS, consumers, this);
        following = topics;
        Thread.ofPlatform().daemon().name("partners").start(topics);
    }

    @Override
    public void begin() {
        whole = false;
    }

    /** The exchange has never run here: there are no partners, and that is known. */
    @Override
    public void nothingThere() {
        directory.publish();
    }

    @Override
    public void hear(ConsumerRecords<String, byte[]> news, BooleanSupplier isAll) {
        boolean changed = false;
        for (ConsumerRecord<String, byte[]> each : news) {
            changed |= take(each);
        }
        if (!whole) {
            whole = isAll.getAsBoolean();
            changed |= whole;
        }
        if (whole && changed) {
            directory.publish();
            copy.write(directory.entries());
        }
    }

    private boolean take(ConsumerRecord<String, byte[]> news) {
        if (news.key() == null) {
            return false;
        }
        String data = news.value() == null ? null : new String(news.value(), StandardCharsets.UTF_8);
        return directory.take(new Directory.Entry(news.topic(), news.key(), WholeTopics.sequence(news), data));
    }

    @Override
    public void stop() {
        WholeTopics topics = following;
        if (topics != null) {
            topics.stop();
        }
        following = null;
    }

    @Override
    public boolean isRunning() {
        return following != null;
    }
}
