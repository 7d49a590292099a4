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
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

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
        Duration pause = Duration.ofMillis(50);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                signal.await(sweep);
                relayAll();
                pause = Duration.ofMillis(50);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                LOG.warn("Events stay in their outboxes for now: {}", failure.toString());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                signal.raise();
            }
        }
    }

    /** The age of the oldest event that has not left, as of the last look; zero where all have. */
    public Duration oldestAge() {
        Instant since = oldest;
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    /** Publishes everything that is pending now. */
    void relayAll() {
        boolean more = true;
        while (more) {
            if (!lease.hold()) {
                return;
            }
            more = false;
            Instant oldestFound = null;
            for (AggregateRoot root : stores.roots()) {
                List<Document> pending = pending(root);
                if (!pending.isEmpty()) {
                    Instant since = pending.getFirst().getDate("outboxSince").toInstant();
                    if (oldestFound == null || since.isBefore(oldestFound)) {
                        oldestFound = since;
                    }
                }
                oldest = oldestFound;
                publish(root, pending);
                more |= pending.size() == BATCH;
            }
            oldest = null;
        }
    }

    private List<Document> pending(AggregateRoot root) {
        return collection(root)
                .find(exists("outboxSince"))
                .sort(Sorts.ascending("outboxSince"))
                .projection(Projections.include("outbox", "outboxSince"))
                .limit(BATCH)
                .into(new ArrayList<>());
    }

    private void publish(AggregateRoot root, List<Document> pending) {
        List<WriteModel<Document>> emptied = new ArrayList<>();
        int wave = 0;
        List<Document> left = pending;
        while (!left.isEmpty()) {
            List<Document> longer = new ArrayList<>();
            List<CompletableFuture<Void>> sent = new ArrayList<>();
            for (Document aggregate : left) {
                List<Document> outbox = outbox(aggregate);
                if (wave < outbox.size()) {
                    sent.add(publisher.publish(root.topic(), aggregate.getString("_id"), outbox.get(wave)));
                    longer.add(aggregate);
                }
            }
            await(sent);
            wave++;
            left = longer;
        }
        for (Document aggregate : pending) {
            emptied.addAll(emptying(aggregate));
        }
        if (!emptied.isEmpty()) {
            collection(root).bulkWrite(emptied);
        }
    }

    /**
     * The updates that take out what was sent.
     *
     * <p>Where no event came in the meantime the outbox goes as a whole; otherwise only what was sent goes, and the rest
     * keeps the aggregate on the list.
     */
    private List<WriteModel<Document>> emptying(Document aggregate) {
        Object id = aggregate.get("_id");
        List<Document> outbox = outbox(aggregate);
        if (outbox.isEmpty()) {
            return List.of(
                    new UpdateOneModel<>(and(eq("_id", id), eq("outbox", List.of())), Updates.unset("outboxSince")));
        }
        long last = outbox.getLast().getLong("sequence");
        return List.of(
                new UpdateOneModel<>(
                        and(eq("_id", id), eq("sequence", last)),
                        Updates.combine(Updates.set("outbox", List.of()), Updates.unset("outboxSince"))),
                new UpdateOneModel<>(
                        and(eq("_id", id), lte("outbox.sequence", last)),
                        Updates.combine(
                                Updates.pull("outbox", new Document("sequence", new Document("$lte", last))),
                                Updates.set("outboxSince", Date.from(clock.instant())))));
    }

    private static List<Document> outbox(Document aggregate) {
        return aggregate.getList("outbox", Document.class, List.of());
    }

    private static void await(List<CompletableFuture<Void>> sent) {
        try {
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failure) {
            throw new IllegalStateException("Kafka did not acknowledge: " + failure.getCause(), failure);
        }
    }

    private MongoCollection<Document> collection(AggregateRoot root) {
        return mongo.getCollection(root.collection());
    }
}
