package io.communitycloud.common.events.relay;

import static com.mongodb.client.model.Filters.gt;

import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.store.AggregateStores;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Publishes the present state of every aggregate of a topic, so that a new or rebuilt projection can begin.
 *
 * <p>A state carries the aggregate's current sequence: whoever has seen it, or more, drops it, and whoever has not gains
 * by it.
 */
public final class Republication {

    private static final int BATCH = 500;

    private final AggregateStores stores;
    private final MongoTemplate mongo;
    private final EventPublisher publisher;

    Republication(AggregateStores stores, MongoTemplate mongo, EventPublisher publisher) {
        this.stores = stores;
        this.mongo = mongo;
        this.publisher = publisher;
    }

    /**
     * Publishes all states of a topic of this service.
     *
     * @return how many
     * @throws IllegalArgumentException where no aggregate of this service publishes there
     */
    public long republish(String topic) {
        Function<Document, Document> stateOf = stores.stateOf(topic);
        AggregateRoot root = stores.roots().stream()
                .filter(candidate -> candidate.topic().equals(topic))
                .findFirst()
                .orElseThrow();
        long published = 0;
        Bson from = new Document();
        while (true) {
            List<Document> batch = mongo.getCollection(root.collection())
                    .find(from)
                    .sort(new Document("_id", 1))
                    .limit(BATCH)
                    .into(new ArrayList<>());
            List<CompletableFuture<Void>> sent = batch.stream()
                    .map(document -> publisher.publish(topic, document.getString("_id"), stateOf.apply(document)))
                    .toList();
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
            published += batch.size();
            if (batch.size() < BATCH) {
                return published;
            }
            from = gt("_id", batch.getLast().getString("_id"));
        }
    }
}
