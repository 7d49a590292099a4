package io.communitycloud.edge.partner;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Follows the exchange's compacted topics from their beginning, whole and without a group, in every edge. */
@Component
@ConditionalOnProperty(name = "edge.partner.feed", havingValue = "true", matchIfMissing = true)
class DirectoryFeed implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DirectoryFeed.class);
    private static final List<String> TOPICS =
            List.of(Directory.PARTNERS, Directory.GRANTS, Directory.MAINTENANCE, Directory.BUDGETS);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ASKING = Duration.ofSeconds(2);

    /** How many quiet polls pass before a topic that was missing is looked for again. */
    private static final int POLLS_BEFORE_LOOKING_AGAIN = 5;

    private final Directory directory;
    private final DirectoryCopy copy;
    private final Map<String, Object> settings = new HashMap<>();
    private volatile boolean running;

    DirectoryFeed(Directory directory, DirectoryCopy copy, @Value("${spring.kafka.bootstrap-servers}") String brokers) {
        this.directory = directory;
        this.copy = copy;
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    }

    @Override
    public void start() {
        List<Directory.Entry> known = copy.read();
        known.forEach(directory::take);
        if (!known.isEmpty()) {
            directory.publish();
        }
        running = true;
        Thread.ofPlatform().daemon().name("partners").start(this::run);
    }

    private void run() {
        while (running) {
            try {
                follow();
            } catch (InterruptException stopped) {
                return;
            } catch (RuntimeException away) {
                log.debug("Partners are followed again in a moment: {}", away.toString());
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
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            Map<String, List<PartitionInfo>> topics = consumer.listTopics(Duration.ofSeconds(5));
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : TOPICS) {
                topics.getOrDefault(topic, List.of())
                        .forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
            }
            boolean all = topics.keySet().containsAll(TOPICS);
            if (partitions.isEmpty()) {
                // The exchange has never run here: there are no partners, and that is known.
                directory.publish();
                throw new IllegalStateException("no topic of the exchange exists yet");
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            boolean whole = false;
            for (int polls = 0; running && (all || polls < POLLS_BEFORE_LOOKING_AGAIN); polls++) {
                boolean news = false;
                for (ConsumerRecord<String, byte[]> each : consumer.poll(PAUSE)) {
                    news |= take(each);
                }
                if (!whole) {
                    whole = isAtTheEnd(consumer, partitions);
                    news |= whole;
                }
                if (whole && news) {
                    directory.publish();
                    copy.write(directory.entries());
                }
            }
        }
    }

    private boolean take(ConsumerRecord<String, byte[]> news) {
        if (news.key() == null) {
            return false;
        }
        String data = news.value() == null ? null : new String(news.value(), StandardCharsets.UTF_8);
        return directory.take(new Directory.Entry(news.topic(), news.key(), sequence(news), data));
    }

    private static long sequence(ConsumerRecord<String, byte[]> news) {
        Header sequence = news.headers().lastHeader("ce_sequence");
        return sequence == null ? 0 : Long.parseLong(new String(sequence.value(), StandardCharsets.UTF_8));
    }

    private static boolean isAtTheEnd(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        try {
            return consumer.endOffsets(partitions, ASKING).entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey(), ASKING) >= end.getValue());
        } catch (TimeoutException away) {
            return false;
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
