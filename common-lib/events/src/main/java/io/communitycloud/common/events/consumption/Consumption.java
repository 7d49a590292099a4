package io.communitycloud.common.events.consumption;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Applies the events of other services: waits out what passes by itself, sets aside what never will.
 *
 * <p>While the store or another service is away the event is tried again for as long as it takes, and the partition waits
 * with it. Poison goes to {@code <topic>.<group>.dlt} and to {@link DeadLetters}; later events of the same aggregate are
 * parked behind it, events of others go on.
 */
public final class Consumption {

    private static final Logger LOG = LoggerFactory.getLogger(Consumption.class);
    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Handlers handlers;
    private final DeadLetters deadLetters;
    private final Producer<String, byte[]> producer;
    private final JsonMapper json;
    private final String group;

    public Consumption(
            List<Object> listeners,
            DeadLetters deadLetters,
            Producer<String, byte[]> producer,
            JsonMapper json,
            String group) {
        this.handlers = new Handlers(listeners, json);
        this.deadLetters = deadLetters;
        this.producer = producer;
        this.json = json;
        this.group = group;
    }

    public Set<String> topics() {
        return handlers.topics();
    }

    /** Applies a record or sets it aside; returns when one of the two is durable. */
    public void receive(ConsumerRecord<String, byte[]> event) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; ) {
            try {
                if (deadLetters.isBlocked(event.topic(), DeadLetters.keyOf(event))) {
                    deadLetters.park(event);
                } else {
                    handlers.handle(ReceivedEvent.of(event, json));
                }
                return;
            } catch (InterruptedException stopped) {
                throw stopped;
            } catch (Exception failure) {
                boolean passes = passesByItself(failure);
                if (!passes && (attempt == ATTEMPTS || failure instanceof ReceivedEvent.MalformedEvent)) {
                    setAside(event, failure);
                    return;
                }
                if (!passes) {
                    attempt++;
                }
                LOG.warn("{} is tried again in {}: {}", describe(event), pause, failure.toString());
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** Partitions were assigned: another instance may have set something aside. */
    public void assigned() {
        try {
            deadLetters.refresh();
        } catch (RuntimeException storeAway) {
            LOG.warn("Dead letters are looked up event by event for now: {}", storeAway.toString());
        }
    }

    /**
     * Applies what waits of an aggregate, oldest first, until nothing does or one fails again.
     *
     * @return how many were applied
     */
    public int replay(String topic, String key) {
        int applied = 0;
        ConsumerRecord<String, byte[]> event = deadLetters.front(topic, key);
        while (event != null) {
            try {
                handlers.handle(ReceivedEvent.of(event, json));
            } catch (Exception failure) {
                if (failure instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                deadLetters.failedAgain(event, reasonOf(failure));
                return applied;
            }
            deadLetters.settle(event, "REPLAYED", "");
            applied++;
            event = deadLetters.front(topic, key);
        }
        return applied;
    }

    /**
     * Gives up the first event that waits of an aggregate, so that those behind it can be replayed.
     *
     * @return whether one waited
     */
    public boolean skip(String topic, String key, String reason) {
        ConsumerRecord<String, byte[]> event = deadLetters.front(topic, key);
        if (event == null) {
            return false;
        }
        deadLetters.settle(event, "SKIPPED", reason);
        return true;
    }

    private void setAside(ConsumerRecord<String, byte[]> event, Exception failure) throws InterruptedException {
        String reason = reasonOf(failure);
        LOG.error("{} is set aside: {}", describe(event), reason, failure);
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                deadLetters.bury(event, reason);
                ProducerRecord<String, byte[]> letter = new ProducerRecord<>(
                        event.topic() + "." + group + ".dlt", null, event.key(), event.value(), event.headers());
                letter.headers().add("cloud_reason", reason.getBytes(StandardCharsets.UTF_8));
                producer.send(letter).get(10, TimeUnit.SECONDS);
                return;
            } catch (RuntimeException | ExecutionException | TimeoutException away) {
                LOG.warn("{} cannot be set aside yet: {}", describe(event), away.toString());
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** Whether the same event may well succeed a little later, with nothing done about it. */
    private static boolean passesByItself(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof OptimisticLockingFailureException
                    || cause instanceof io.communitycloud.common.web.StaleVersion
                    || cause instanceof com.mongodb.MongoSocketException
                    || cause instanceof com.mongodb.MongoTimeoutException
                    || cause instanceof com.mongodb.MongoNotPrimaryException
                    || cause instanceof org.apache.kafka.common.errors.RetriableException
                    || cause instanceof IOException
                    || cause instanceof TimeoutException
                    || isUnavailable(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnavailable(Throwable cause) {
        return cause instanceof io.communitycloud.common.web.Refused refused
                && refused.refusal().kind().retriable();
    }

    private static String reasonOf(Exception failure) {
        if (failure instanceof io.communitycloud.common.web.Refused refused) {
            return refused.refusal().code();
        }
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static String describe(ConsumerRecord<String, byte[]> event) {
        return Map.of("topic", event.topic(), "partition", event.partition(), "offset", event.offset())
                .toString();
    }
}
