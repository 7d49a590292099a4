package io.communitycloud.notice.delivery;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.notice.notice.Addressing;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/**
 * The deliveries of all notices, which may be millions: what the background does to them it does in bulk.
 *
 * <p>Two indexes serve every list, since ids begin with the notice's: {@code {scope, _id}} and {@code {scope, state, _id}}.
 * {@code due} is there only while something is to be done, so its sparse index is as short as the work.
 */
@Repository
class Deliveries implements Addressing {

    private static final String COLLECTION = "deliveries";
    private static final Listing NEWEST = Listing.newestFirst();
    private static final Listing IN_STATE = Listing.newestFirst("state");

    /** The character after the hyphen that ends the notice's part of an id. */
    private static final String BEYOND = ".";

    private final io.communitycloud.common.events.store.Aggregates<Delivery> deliveries;
    private final MongoTemplate mongo;
    private final Clock clock;

    Deliveries(AggregateStores stores, Indexes indexes, MongoTemplate mongo, Clock clock) {
        this.deliveries = stores.of(Delivery.class, List.of(NEWEST, IN_STATE));
        this.mongo = mongo;
        this.clock = clock;
        indexes.require(COLLECTION, Index.sparse("due"));
        indexes.require(COLLECTION, Index.on("batch", "state"));
    }

    Delivery require(String id, Scope scope) {
        return deliveries.require(id, scope);
    }

    Delivery act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<Delivery> act) {
        return deliveries.act(id, scope, key, act);
    }

    @Override
    public boolean reaches(String noticeId, Scope scope) {
        return collection()
                        .find(and(eq("scope", scope.key()), gte("_id", noticeId + "-"), lt("_id", noticeId + BEYOND)))
                        .projection(Projections.include("_id"))
                        .limit(1)
                        .first()
                != null;
    }

    /** The deliveries of a scope, newest notice first; of one notice or in one state where that is said. */
    Page<Delivery> page(@Nullable String notice, @Nullable DeliveryState state, Scope scope, PageRequest request) {
        String signature = "deliveries";
        List<Bson> conditions = new ArrayList<>(List.of(eq("scope", scope.key())));
        if (state != null) {
            conditions.add(eq("state", state.name()));
        }
        if (notice != null) {
            conditions.add(gte("_id", notice + "-"));
        }
        Cursor cursor = request.cursor();
        if (cursor != null) {
            if (cursor.keys().size() != 2 || !cursor.keys().getFirst().equals(signature)) {
                throw InvalidRequest.parameter("cursor", "not-a-cursor");
            }
            conditions.add(lt("_id", cursor.keys().getLast()));
        } else if (notice != null) {
            conditions.add(lt("_id", notice + BEYOND));
        }
        List<Delivery> found = collection()
                .find(and(conditions))
                .projection(Projections.exclude("outbox", "answered"))
                .sort(Sorts.descending("_id"))
                .limit(request.limit() + 1)
                .map(this::read)
                .into(new ArrayList<>());
        boolean more = found.size() > request.limit();
        List<Delivery> shown = more ? found.subList(0, request.limit()) : found;
        return new Page<>(
                shown, more ? Cursor.of(signature, shown.getLast().id()).encode() : null);
    }

    /** Creates deliveries; those that an interrupted attempt created already are left as they are. */
    void create(List<Delivery> queued) {
        Instant now = clock.instant();
        List<Document> documents = queued.stream()
                .map(delivery -> {
                    Document document = new Document();
                    mongo.getConverter().write(delivery, document);
                    return document.append("version", 1L).append("updatedAt", now);
                })
                .toList();
        try {
            collection().insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException failure) {
            boolean allThere = failure.getWriteErrors().stream()
                    .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
            if (!allThere || failure.getWriteConcernError() != null) {
                throw failure;
            }
        }
    }

    /** Those for which something is to be done by now, the longest waiting first. */
    List<Delivery> due(Instant now, int atMost) {
        return collection()
                .find(lte("due", now))
                .projection(Projections.exclude("outbox", "answered"))
                .sort(Sorts.ascending("due"))
                .limit(atMost)
                .map(this::read)
                .into(new ArrayList<>());
    }

    /** When the longest waiting one was due, if any waits. */
    Optional<Instant> oldestDue() {
        return Optional.ofNullable(collection()
                        .find(lte("due", clock.instant()))
                        .sort(Sorts.ascending("due"))
                        .limit(1)
                        .first())
                .map(document -> read(document).due());
    }

    /** Notes what became of deliveries. */
    void note(Collection<Change> changes) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Change change : changes) {
            writes.add(new UpdateOneModel<>(
                    and(
                            eq("_id", change.delivery().id()),
                            in("state", change.from().stream().map(Enum::name).toList())),
                    update(change)));
        }
        if (!writes.isEmpty()) {
            collection().bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }
    }

    /** Suppresses what still waits of a batch. */
    void suppressQueued(String batch, String reason) {
        collection()
                .updateMany(
                        and(eq("batch", batch), eq("state", DeliveryState.QUEUED.name())),
                        Updates.combine(
                                Updates.set("state", DeliveryState.SUPPRESSED.name()),
                                Updates.set("reason", reason),
                                Updates.set("updatedAt", clock.instant()),
                                Updates.unset("due"),
                                Updates.inc("version", 1L)));
    }

    /** Counts a batch's deliveries by state. */
    Tally tally(String batch) {
        Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);
        for (Document group : collection()
                .aggregate(List.of(
                        Aggregates.match(eq("batch", batch)),
                        Aggregates.group("$state", Accumulators.sum("deliveries", 1))))) {
            counts.put(
                    DeliveryState.valueOf(group.getString("_id")),
                    group.get("deliveries", Number.class).longValue());
        }
        return Tally.of(counts);
    }

    private Bson update(Change change) {
        Instant now = clock.instant();
        List<Bson> updates = new ArrayList<>(List.of(
                Updates.set("state", change.to().name()),
                Updates.set("attempts", change.attempts()),
                Updates.set("updatedAt", now),
                Updates.inc("version", 1L)));
        Instant due = change.due();
        updates.add(due == null ? Updates.unset("due") : Updates.set("due", due));
        String reason = change.reason();
        updates.add(reason == null ? Updates.unset("reason") : Updates.set("reason", reason));
        if (change.to() == DeliveryState.SENT || change.to() == DeliveryState.DELIVERED) {
            // From now on it is the household's own.
            updates.add(
                    Updates.addToSet("scope", "household:" + change.delivery().household()));
            updates.add(Updates.min("sentAt", now));
        }
        if (change.to() == DeliveryState.DELIVERED) {
            updates.add(Updates.set("deliveredAt", now));
        }
        return Updates.combine(updates);
    }

    private Delivery read(Document document) {
        return mongo.getConverter().read(Delivery.class, document);
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection(COLLECTION);
    }
}
