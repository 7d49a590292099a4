package io.communitycloud.common.identity.topic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * Follows topics from their beginning and without a group, so that every process hears all that stands on them.
 *
 * <p>Whenever the broker has been away, they are heard from their beginning again: one that lost its data begins at 0,
 * and to go on at its end would be to miss what it has. What is heard may therefore come twice.
 */
public final class WholeTopics implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(WholeTopics.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ASKING = Duration.ofSeconds(2);
    private static final Duration LISTING = Duration.ofSeconds(5);

    /** How many quiet polls pass before a topic that was missing is looked for again. */
    private static final int POLLS_BEFORE_LOOKING_AGAIN = 5;

    /** Not without end, and then anew: a series of attempts remembers each of its failures. */
    private static final RetryPolicy FOR_A_WHILE =
            RetryPolicy.builder().maxRetries(60).delay(PAUSE).build();

    private final String what;
    private final List<String> topics;
    private final Supplier<? extends Consumer<String, byte[]>> consumers;
    private final Hearer hearer;
    private volatile boolean stopped;
    private boolean away;

    /** What is done with what is heard; a failure here is one of following, and all is heard again. */
    public interface Hearer {

        /** Before each attempt: what is heard next begins at the beginning. */
        default void begin() {}

        /** None of the topics exists yet: who would tell has never run here. */
        default void nothingThere() {}

        /**
         * After each look at the topics, news or none.
         *
         * @param isAll asks the broker whether all that stands on the topics has been heard; polling is silent both where
         *     there is no news and where there is no broker
         */
        void hear(ConsumerRecords<String, byte[]> news, BooleanSupplier isAll);
    }

    /**
     * Follows as soon as it is run.
     *
     * @param what is followed, for the log: {@code "Areas"}
     * @param consumers makes a consumer for each attempt, which is closed after it; it must not commit
     */
    public WholeTopics(
            String what, List<String> topics, Supplier<? extends Consumer<String, byte[]>> consumers, Hearer hearer) {
        this.what = what;
        this.topics = List.copyOf(topics);
        this.consumers = consumers;
        this.hearer = hearer;
    }

    /** Follows until it is stopped or its thread is interrupted. */
    @Override
    public void run() {
        RetryTemplate retry = new RetryTemplate(FOR_A_WHILE);
        while (isWanted()) {
            try {
                boolean ignored = retry.execute(this::tryToFollow);
            } catch (RetryException interruptedOrTiredOfTrying) {
                LOG.debug("{} could not be followed for a while", what, interruptedOrTiredOfTrying);
            }
        }
    }

    /**
     * An event's number within its aggregate; 0 where none travels.
     *
     * @throws NumberFormatException where it is not a number
     */
    public static long sequence(ConsumerRecord<String, byte[]> event) {
        Header sequence = event.headers().lastHeader("ce_sequence");
        return sequence == null ? 0 : Long.parseLong(new String(sequence.value(), StandardCharsets.UTF_8));
    }

    /** Ends it in a moment. */
    public void stop() {
        stopped = true;
    }

    private boolean isWanted() {
        return !stopped && !Thread.currentThread().isInterrupted();
    }

    private boolean tryToFollow() {
        try {
            follow();
        } catch (InterruptException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            if (isWanted()) {
                tell(failure);
                throw failure;
            }
        }
        return true;
    }

    /** Loudly once: the broker may be away for hours. */
    private void tell(RuntimeException failure) {
        LOG.atLevel(away ? Level.DEBUG : Level.WARN)
                .log("{} are followed again in a moment: {}", what, failure.toString());
        away = true;
    }

    private void follow() {
        hearer.begin();
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            Map<String, List<PartitionInfo>> known = consumer.listTopics(LISTING);
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : topics) {
                known.getOrDefault(topic, List.of())
                        .forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
            }
            if (partitions.isEmpty()) {
                hearer.nothingThere();
                throw new IllegalStateException("none of " + topics + " exists yet");
            }
            boolean all = known.keySet().containsAll(topics);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (int polls = 0; isWanted() && (all || polls < POLLS_BEFORE_LOOKING_AGAIN); polls++) {
                hearer.hear(consumer.poll(PAUSE), () -> isAtTheEnd(consumer, partitions));
                away = false;
            }
        }
    }

    private static boolean isAtTheEnd(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        try {
            return consumer.endOffsets(partitions, ASKING).entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey(), ASKING) >= end.getValue());
        } catch (TimeoutException away) {
            return false;
        }
    }
}
