package io.communitycloud.common.events.store;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.OutboxSignal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Hands each repository the {@link Aggregates} of its kind and knows all kinds of this service. */
public final class AggregateStores {

    private final MongoTemplate mongo;
    private final EventRecords records;
    private final OutboxSignal signal;
    private final Clock clock;
    private final Indexes indexes;
    private final Map<Class<? extends Aggregate>, Aggregates<?>> kinds = new ConcurrentHashMap<>();

    public AggregateStores(
            MongoTemplate mongo, EventRecords records, OutboxSignal signal, Clock clock, Indexes indexes) {
        this.mongo = mongo;
        this.records = records;
        this.signal = signal;
        this.clock = clock;
        this.indexes = indexes;
    }

    /**
     * The aggregates of one kind, with the listings they may be asked for.
     *
     * <p>Called once per kind, by its repository's constructor; the indexes of the listings are made as soon as the store
     * answers.
     */
    public <A extends Aggregate> Aggregates<A> of(Class<A> type, List<Listing> listings) {
        Aggregates<A> aggregates = new Aggregates<>(type, mongo, records, signal, clock);
        if (kinds.putIfAbsent(type, aggregates) != null) {
            throw new IllegalStateException(type.getSimpleName() + " already has a repository");
        }
        String collection = Aggregates.rootOf(type).collection();
        indexes.require(collection, Index.sparse("outboxSince"));
        listings.forEach(listing -> indexes.require(collection, new Index(listing.index(), false, false)));
        return aggregates;
    }

    /** The aggregates of this service. */
    public Set<Class<? extends Aggregate>> kinds() {
        return Set.copyOf(kinds.keySet());
    }

    /** Where each kind is kept and published. */
    public List<AggregateRoot> roots() {
        return kinds.keySet().stream().map(Aggregates::rootOf).toList();
    }

    /** Reads a stored document of a topic's aggregate and makes its state entry, for a republication. */
    public Function<Document, Document> stateOf(String topic) {
        Class<? extends Aggregate> type = kinds.keySet().stream()
                .filter(kind -> Aggregates.rootOf(kind).topic().equals(topic))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no aggregate of this service publishes on " + topic));
        return document -> records.ofState(mongo.getConverter().read(type, document), clock.instant());
    }
}
