package io.communitycloud.identityprovider.revocation;

import io.communitycloud.identityprovider.IdentitySettings;
import jakarta.annotation.PreDestroy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells every service which tokens are void, through the compacted topic {@code identity.revocations.v1}.
 *
 * <p>Key: a token's id, {@code sid:<session>} for all tokens of a session, or {@code sub:<subject>} for all tokens of a
 * subject issued until now. Value: JSON
 * {@code {"until": instant}}, after which the entry no longer matters because the tokens have ended by themselves.
 */
@Component
class RevocationFeed {

    static final String TOPIC = "identity.revocations.v1";

    private static final int SECONDS_TO_ANSWER = 4;

    private final Map<String, Object> connection;
    private volatile boolean topicKnown;
    private @Nullable KafkaProducer<String, String> producer;

    RevocationFeed(IdentitySettings settings) {
        this.connection = Map.of(
                "bootstrap.servers",
                settings.brokers(),
                "acks",
                "all",
                "max.block.ms",
                "3000",
                "request.timeout.ms",
                "2000",
                "delivery.timeout.ms",
                "3000",
                "linger.ms",
                "0");
    }

    /** Makes the topic before anybody needs it, so that services find it when they start to listen. */
    @Scheduled(fixedDelay = 5, initialDelay = 1, timeUnit = TimeUnit.SECONDS)
    void ensureTopic() {
        if (topicKnown) {
            return;
        }
        Map<String, Object> patient = Map.of(
                "bootstrap.servers",
                String.valueOf(connection.get("bootstrap.servers")),
                "default.api.timeout.ms",
                "3000",
                "request.timeout.ms",
                "2000");
        try (Admin admin = Admin.create(patient)) {
            NewTopic topic = new NewTopic(TOPIC, Optional.of(1), Optional.empty())
                    .configs(Map.of("cleanup.policy", "compact", "max.compaction.lag.ms", "86400000"));
            admin.createTopics(List.of(topic)).all().get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
            topicKnown = true;
        } catch (ExecutionException e) {
            topicKnown = e.getCause() instanceof TopicExistsException;
        } catch (TimeoutException | KafkaException brokerIsNotThereYet) {
            topicKnown = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the broker has kept the entry. */
    void announce(String key, Instant until) throws FeedUnavailable {
        ensureTopic();
        if (!topicKnown) {
            throw new FeedUnavailable();
        }
        try {
            producer()
                    .send(new ProducerRecord<>(TOPIC, key, "{\"until\":\"" + until + "\"}"))
                    .get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new FeedUnavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FeedUnavailable();
        }
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close();
        }
    }

    private synchronized KafkaProducer<String, String> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(connection, new StringSerializer(), new StringSerializer());
        }
        return producer;
    }

    /** The broker did not take the entry: the token is still good, and the caller must know. */
    static final class FeedUnavailable extends Exception {

        private static final long serialVersionUID = 1L;
    }
}
