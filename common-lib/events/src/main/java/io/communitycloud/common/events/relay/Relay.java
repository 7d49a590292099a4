package io.communitycloud.common.events.relay;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.OutboxSignal;
import io.communitycloud.common.events.store.AggregateStores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.RetriableException;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Publishes the outboxes of a service's aggregates to Kafka, in sequence for each aggregate, and then empties them.
 *
 * <p>An aggregate's next event is sent only after the one before is acknowledged, so a failure in between can repeat an
 * event but never let a later one overtake it. Emptying does not touch the aggregate's version. A save wakes the relay; a
 * sweep finds what a crash left behind.
 */
public final class Relay implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BATCH = 200;

    /** Then the next sweep begins anew: an outbox is never given up, and a series of attempts remembers each failure. */
    private static final RetryPolicy UNTIL_THE_NEXT_SWEEP = RetryPolicy.builder()
            .maxRetries(20)
            .delay(Duration.ofMillis(100))
            .multiplier(2)
            .maxDelay(Duration.ofSeconds(2))
            .build();

    private final AggregateStores stores;
    private final MongoTemplate mongo;
    private final EventPublisher publisher;
    private final Lease lease;
    private final OutboxSignal signal;
    private final Clock clock;
    private final Duration sweep;
    private volatile @Nullable Instant oldest;

    Relay(
            AggregateStores stores,
            MongoTemplate mongo,
            EventPublisher publisher,
            Lease lease,
            OutboxSignal signal,
            Clock clock,
            Duration sweep) {
        this.stores = stores;
        this.mongo = mongo;
        this.publisher = publisher;
        this.lease = lease;
        this.signal = signal;
        this.clock = clock;
        this.sweep = sweep;
    }

    /** Relays until its thread is interrupted. */
    @Override
    public void run() {
        RetryTemplate retry = new RetryTemplate(UNTIL_THE_NEXT_SWEEP);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                signal.await(sweep);
                retry.execute(this::tryAll);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (RetryException stoppedOrTiredOfTrying) {
                LOG.debug("Events could not leave for a while", stoppedOrTiredOfTrying);
            }
        }
    }

    /** The age of the oldest event that has not left, as of the last look; zero where all have. */
    public Duration oldestAge() {
        Instant since = oldest;
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    private boolean tryAll() {
        try {
            relayAll();
            return true;
        } catch (RuntimeException failure) {
            LOG.warn("Events stay in their outboxes for now: {}", failure.toString());
            throw failure;
        }
    }

    /**
     * Publishes everything that is pending now.
     *
     * @throws IllegalStateException where something could not be sent; all that could be was sent before
     */
    void relayAll() {
        boolean more = true;
        while (more) {
            if (!lease.hold()) {
                oldest = null; // the holder watches over them now
                return;
            }
            more = false;
            Map<AggregateRoot, List<Document>> pending = new LinkedHashMap<>();
            for (AggregateRoot root : stores.roots()) {
                pending.put(root, pending(root));
            }
            oldest = oldestOf(pending.values());
            Throwable failure = null;
            for (Map.Entry<AggregateRoot, List<Document>> each : pending.entrySet()) {
                Throwable unsent = publish(each.getKey(), each.getValue());
                failure = unsent == null ? failure : unsent;
                more |= each.getValue().size() == BATCH;
            }
            if (failure != null) {
                throw new IllegalStateException("Kafka did not acknowledge: " + failure, failure);
            }
            oldest = null;
        }
    }

    private static @Nullable Instant oldestOf(Collection<List<Document>> pending) {
        return pending.stream()
                .filter(list -> !list.isEmpty())
                .map(list -> list.getFirst().getDate("outboxSince").toInstant())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private List<Document> pending(AggregateRoot root) {
        return collection(root)
                .find(exists("outboxSince"))
                .sort(Sorts.ascending("outboxSince"))
                .projection(Projections.include("outbox", "outboxSince"))
                .limit(BATCH)
                .into(new ArrayList<>());
    }

    /**
     * Sends in waves, the n-th event of each aggregate once its events before are acknowledged, and empties what was sent.
     *
     * @return why something was not sent, or null where all was
     */
    private @Nullable Throwable publish(AggregateRoot root, List<Document> pending) {
        Throwable failure = null;
        IdentityHashMap<Document, Integer> acknowledged = new IdentityHashMap<>();
        List<Document> open = pending;
        for (int wave = 0; !open.isEmpty(); wave++) {
            Map<Document, CompletableFuture<Void>> sent = new LinkedHashMap<>();
            List<Document> next = new ArrayList<>();
            for (Document aggregate : open) {
                List<Document> outbox = outbox(aggregate);
                if (wave < outbox.size()) {
                    CompletableFuture<Void> acknowledgement =
                            publisher.publish(root.topic(), aggregate.getString("_id"), outbox.get(wave));
                    sent.put(aggregate, acknowledgement);
                    if (isAway(acknowledgement)) {
                        break; // each further one would wait as long for a broker that does not answer
                    }
                }
            }
            for (Map.Entry<Document, CompletableFuture<Void>> each : sent.entrySet()) {
                try {
                    each.getValue().join();
                    acknowledged.put(each.getKey(), wave + 1);
                    next.add(each.getKey());
                } catch (CompletionException unsent) {
                    failure = Objects.requireNonNullElse(unsent.getCause(), unsent);
                }
            }
            open = next;
        }
        List<WriteModel<Document>> emptied = new ArrayList<>();
        for (Document aggregate : pending) {
            emptied.addAll(emptying(aggregate, acknowledged.getOrDefault(aggregate, 0)));
        }
        if (!emptied.isEmpty()) {
            collection(root).bulkWrite(emptied);
        }
        return failure;
    }

    private static boolean isAway(CompletableFuture<Void> acknowledgement) {
        return acknowledgement.isCompletedExceptionally()
                && acknowledgement.exceptionNow() instanceof RetriableException;
    }

    /**
     * The updates that take out what was sent.
     *
     * <p>Where everything was sent and no event came in the meantime, the outbox goes as a whole; otherwise only what was
     * sent goes, and the rest keeps the aggregate on the list.
     */
    private List<WriteModel<Document>> emptying(Document aggregate, int acknowledged) {
        Object id = aggregate.get("_id");
        List<Document> outbox = outbox(aggregate);
        if (outbox.isEmpty()) {
            return List.of(
                    new UpdateOneModel<>(and(eq("_id", id), eq("outbox", List.of())), Updates.unset("outboxSince")));
        }
        if (acknowledged == 0) {
            return List.of();
        }
        long last = outbox.get(acknowledged - 1).getLong("sequence");
        List<WriteModel<Document>> updates = new ArrayList<>();
        if (acknowledged == outbox.size()) {
            updates.add(new UpdateOneModel<>(
                    and(eq("_id", id), eq("sequence", last)),
                    Updates.combine(Updates.set("outbox", List.of()), Updates.unset("outboxSince"))));
        }
        Bson pull = Updates.pull("outbox", new Document("sequence", new Document("$lte", last)));
        updates.add(new UpdateOneModel<>(
                and(eq("_id", id), lte("outbox.sequence", last)),
                acknowledged == outbox.size()
                        ? Updates.combine(pull, Updates.set("outboxSince", Date.from(clock.instant())))
                        : pull));
        return updates;
    }

    private static List<Document> outbox(Document aggregate) {
        return aggregate.getList("outbox", Document.class, List.of());
    }

    private MongoCollection<Document> collection(AggregateRoot root) {
        return mongo.getCollection(root.collection());
    }
}
