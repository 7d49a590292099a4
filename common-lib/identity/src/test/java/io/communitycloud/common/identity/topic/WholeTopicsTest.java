package io.communitycloud.common.identity.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WholeTopicsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TopicPartition FIRST = new TopicPartition("first", 0);

    private final Told told = new Told();

    /** Remembers what it heard. */
    private static final class Told implements WholeTopics.Hearer {

        private final Queue<String> heard = new ConcurrentLinkedQueue<>();
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger nothing = new AtomicInteger();
        private volatile boolean all;

        @Override
        public void begin() {
            begun.incrementAndGet();
        }

        @Override
        public void nothingThere() {
            nothing.incrementAndGet();
        }

        @Override
        public void hear(ConsumerRecords<String, byte[]> news, BooleanSupplier isAll) {
            news.forEach(each -> heard.add(each.key()));
            all = isAll.getAsBoolean();
        }
    }

    private static MockConsumer<String, byte[]> consumer(String... keys) {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions("first", List.of(new PartitionInfo("first", 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L));
        consumer.updateEndOffsets(Map.of(FIRST, (long) keys.length));
        consumer.schedulePollTask(() -> {
            for (int i = 0; i < keys.length; i++) {
                consumer.addRecord(new ConsumerRecord<>("first", 0, i, keys[i], new byte[0]));
            }
        });
        return consumer;
    }

    /** Topics followed with the consumer that an attempt, counted from 1, gets. */
    private WholeTopics topics(List<String> names, IntFunction<Consumer<String, byte[]>> consumers) {
        AtomicInteger attempts = new AtomicInteger();
        return new WholeTopics("Tests", names, () -> consumers.apply(attempts.incrementAndGet()), told);
    }

    private static Thread follow(WholeTopics topics) {
        return Thread.ofPlatform().daemon().start(topics);
    }

    @Test
    void hearsAllFromTheBeginningOnceTheBrokerIsThere() throws Exception {
        WholeTopics topics = topics(List.of("first"), attempt -> {
            if (attempt == 1) {
                throw new IllegalStateException("the broker is away");
            }
            return consumer("a", "b");
        });
        Thread following = follow(topics);
        await().atMost(PATIENCE).until(() -> told.all);
        assertThat(told.heard).containsExactly("a", "b");
        assertThat(told.begun).hasValue(2);
        topics.stop();
        following.join();
    }

    @Test
    void hearsAllAgainAfterAFailure() throws Exception {
        WholeTopics topics = topics(List.of("first"), attempt -> {
            MockConsumer<String, byte[]> consumer = consumer("a");
            if (attempt == 1) {
                consumer.schedulePollTask(() -> {
                    throw new IllegalStateException("the broker went away");
                });
            }
            return consumer;
        });
        Thread following = follow(topics);
        await().atMost(PATIENCE).until(() -> told.heard.size() == 2);
        assertThat(told.heard).containsExactly("a", "a");
        following.interrupt();
        following.join();
    }

    @Test
    void saysWhereNothingIsThereAndLooksAgain() throws Exception {
        WholeTopics topics = topics(List.of("first"), attempt -> new MockConsumer<>("earliest"));
        Thread following = follow(topics);
        await().atMost(PATIENCE).until(() -> told.nothing.get() >= 2);
        assertThat(told.heard).isEmpty();
        assertThat(told.all).isFalse();
        topics.stop();
        following.join();
    }

    @Test
    void looksAgainForATopicThatIsMissing() throws Exception {
        AtomicInteger made = new AtomicInteger();
        WholeTopics topics = topics(List.of("first", "second"), attempt -> {
            made.set(attempt);
            return consumer("a");
        });
        Thread following = follow(topics);
        await().atMost(PATIENCE).until(() -> made.get() >= 3);
        assertThat(told.heard).hasSizeGreaterThanOrEqualTo(2);
        following.interrupt();
        following.join();
    }
}
