package io.communitycloud.common.events.consumption;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Applies the events of other services: waits out what passes by itself, sets aside what never will.
 *
 * <p>While the store or another service is away the event is tried again for as long as it takes, and its topic waits with
 * it. Poison goes to {@code <topic>.<group>.dlt} and to {@link DeadLetters}; later events of the same aggregate are parked
 * behind it, events of others go on.
 */
public final class Consumption {

    private static final Logger LOG = LoggerFactory.getLogger(Consumption.class);

    /** What is tried again at once: a lost race mostly, and what else is over in a moment. */
    private static final RetryPolicy AT_ONCE = RetryPolicy.builder()
            .maxRetries(2)
            .delay(Duration.ofMillis(100))
            .multiplier(2)
            .predicate(failure -> !(failure instanceof ReceivedEvent.MalformedEvent))
            .build();

    private static final Duration DEAD_LETTER_TIMEOUT = Duration.ofSeconds(10);

    private final Handlers handlers;
    private final DeadLetters deadLetters;
    private final Producer<String, byte[]> producer;
    private final JsonMapper json;
    private final String group;
    private final RetryTemplate retry = new RetryTemplate(AT_ONCE);

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

    /** What the listeners take: topic to event type to the type they read its data into. */
    public Map<String, Map<String, Class<?>>> interests() {
        return handlers.interests();
    }

    /**
     * Applies a record or sets it aside; returns when one of the two is durable.
     *
     * @throws NotYetApplied where neither was possible for now: the record is to be handed in again
     */
    public void receive(ConsumerRecord<String, byte[]> event) {
        try {
            if (!wasSetAside(event)) {
                apply(event);
            }
        } catch (RuntimeException failure) {
            NotYetApplied notYet =
                    failure instanceof NotYetApplied known ? known : new NotYetApplied(describe(event), failure);
            LOG.warn(
                    "{} is tried again: {}",
                    describe(event),
                    Optional.ofNullable(notYet.getCause()).orElse(notYet).toString());
            throw notYet;
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
            deadLetters.settle(event, DeadLetters.State.REPLAYED, "");
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
        deadLetters.settle(event, DeadLetters.State.SKIPPED, reason);
        return true;
    }

    /** Whether the event need not be applied now, having been set aside before or just now behind an earlier one. */
    private boolean wasSetAside(ConsumerRecord<String, byte[]> event) {
        if (!deadLetters.mayWait()) {
            return false;
        }
        Optional<DeadLetters.State> before = deadLetters.stateOf(event);
        if (before.isPresent()) {
            if (before.get() == DeadLetters.State.FAILED) {
                send(event, "set aside when it was read before");
            }
            return true;
        }
        if (!deadLetters.isBehindAnother(event)) {
            return false;
        }
        deadLetters.park(event);
        if (!deadLetters.isBehindAnother(event)) {
            // What it was parked behind was replayed in this very moment: nobody else would come back for it.
            replay(event.topic(), DeadLetters.keyOf(event));
        }
        return true;
    }

    private void apply(ConsumerRecord<String, byte[]> event) {
        try {
            retry.<Boolean>execute(() -> {
                handlers.handle(ReceivedEvent.of(event, json));
                return true;
            });
        } catch (RetryException given) {
            Throwable failure = given.getLastException();
            if (Thread.currentThread().isInterrupted() || Passing.passes(failure)) {
                throw new NotYetApplied(describe(event), failure);
            }
            setAside(event, failure);
        }
    }

    private void setAside(ConsumerRecord<String, byte[]> event, Throwable failure) {
        String reason = reasonOf(failure);
        LOG.error("{} is set aside: {}", describe(event), reason, failure);
        if (deadLetters.bury(event, reason)) {
            send(event, reason);
        }
    }

    /** Sends a copy to the dead letter topic, for whoever watches topics; the letter in the store is what counts. */
    private void send(ConsumerRecord<String, byte[]> event, String reason) {
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(
                event.topic() + "." + group + ".dlt", null, event.key(), event.value(), event.headers());
        letter.headers().add("cloud_reason", reason.getBytes(StandardCharsets.UTF_8));
        letter.headers()
                .add("cloud_origin", (event.partition() + "-" + event.offset()).getBytes(StandardCharsets.UTF_8));
        try {
            producer.send(letter).get(DEAD_LETTER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof RetriableException) {
                throw new NotYetApplied(describe(event), refused);
            }
            LOG.error("{} is in no dead letter topic, only in the store", describe(event), refused);
        } catch (TimeoutException | InterruptException away) {
            throw new NotYetApplied(describe(event), away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NotYetApplied(describe(event), stopped);
        }
    }

    private static String reasonOf(Throwable failure) {
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

    /** The event could neither be applied nor set aside for now. */
    public static final class NotYetApplied extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotYetApplied(String what, Throwable cause) {
            super(what, cause);
        }
    }
}
