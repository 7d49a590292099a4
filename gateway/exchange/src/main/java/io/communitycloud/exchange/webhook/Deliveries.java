package io.communitycloud.exchange.webhook;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** All deliveries, each a document of its own. */
@Repository
class Deliveries {

    private static final String COLLECTION = "webhook_deliveries";
    private static final String MARK = "deliveries";

    private final MongoTemplate mongo;

    Deliveries(MongoTemplate mongo, Indexes indexes) {
        this.mongo = mongo;
        indexes.require(COLLECTION, new Index(new Document("state", 1).append("dueAt", 1), false, false));
        indexes.require(
                COLLECTION,
                new Index(new Document("scope", 1).append("webhook", 1).append("_id", -1), false, false));
        indexes.require(
                COLLECTION,
                new Index(
                        new Document("scope", 1)
                                .append("webhook", 1)
                                .append("state", 1)
                                .append("_id", -1),
                        false,
                        false));
        indexes.require(COLLECTION, new Index(new Document("webhook", 1).append("time", 1), false, false));
        indexes.require(COLLECTION, Index.on("updatedAt"));
    }

    /** Puts a delivery on its way, unless it is already. */
    void add(Delivery delivery) {
        Document document = new Document();
        mongo.getConverter().write(delivery, document);
        try {
            deliveries().insertOne(document);
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failure;
            }
        }
    }

    /** Those whose time has come, the longest waiting first. */
    List<Delivery> due(Instant now, int atMost) {
        return deliveries()
                .find(and(eq("state", Delivery.State.PENDING.name()), lte("dueAt", now)))
                .sort(Sorts.ascending("dueAt"))
                .limit(atMost)
                .map(this::read)
                .into(new ArrayList<>());
    }

    /** Keeps what came of an attempt, unless somebody changed the delivery meanwhile. */
    void attempted(Delivery before, Delivery after) {
        Document document = new Document();
        mongo.getConverter().write(after, document);
        deliveries()
                .replaceOne(
                        and(
                                eq("_id", before.id()),
                                eq("attempts", before.attempts()),
                                eq("state", Delivery.State.PENDING.name())),
                        document);
    }

    /** Lets a delivery wait, without counting it as tried. */
    void postpone(Delivery delivery, Instant until) {
        deliveries()
                .updateOne(
                        and(eq("_id", delivery.id()), eq("state", Delivery.State.PENDING.name())),
                        Updates.set("dueAt", until));
    }

    /** How many deliveries would be sent again. */
    long replayable(String webhook, @Nullable String delivery, @Nullable Instant from, @Nullable Instant to) {
        return deliveries().countDocuments(finished(webhook, delivery, from, to));
    }

    /** Sends again what was delivered or given up. */
    void replay(String webhook, @Nullable String delivery, @Nullable Instant from, @Nullable Instant to, Instant now) {
        deliveries()
                .updateMany(
                        finished(webhook, delivery, from, to),
                        Updates.combine(
                                Updates.set("state", Delivery.State.PENDING.name()),
                                Updates.set("attempts", 0),
                                Updates.set("dueAt", now),
                                Updates.set("updatedAt", now)));
    }

    private static Bson finished(
            String webhook, @Nullable String delivery, @Nullable Instant from, @Nullable Instant to) {
        List<Bson> which = new ArrayList<>();
        which.add(eq("webhook", webhook));
        which.add(ne("state", Delivery.State.PENDING.name()));
        if (delivery != null) {
            which.add(eq("_id", delivery));
        }
        if (from != null) {
            which.add(gte("time", from));
        }
        if (to != null) {
            which.add(lt("time", to));
        }
        return and(which);
    }

    Page<Delivery> page(String webhook, Delivery.@Nullable State state, Scope scope, PageRequest request) {
        List<Bson> conditions = new ArrayList<>();
        conditions.add(eq("scope", scope.key()));
        conditions.add(eq("webhook", webhook));
        if (state != null) {
            conditions.add(eq("state", state.name()));
        }
        Cursor cursor = request.cursor();
        if (cursor != null) {
            if (cursor.keys().size() != 2 || !cursor.keys().getFirst().equals(MARK)) {
                throw InvalidRequest.parameter("cursor", "not-a-cursor");
            }
            conditions.add(lt("_id", cursor.keys().getLast()));
        }
        List<Delivery> found = deliveries()
                .find(and(conditions))
                .sort(Sorts.descending("_id"))
                .limit(request.limit() + 1)
                .map(this::read)
                .into(new ArrayList<>());
        boolean more = found.size() > request.limit();
        List<Delivery> shown = more ? found.subList(0, request.limit()) : found;
        return new Page<>(shown, more ? Cursor.of(MARK, shown.getLast().id()).encode() : null);
    }

    /** Forgets what came to its end before a time. */
    long forgetBefore(Instant time) {
        return deliveries()
                .deleteMany(and(lt("updatedAt", time), ne("state", Delivery.State.PENDING.name())))
                .getDeletedCount();
    }

    private Delivery read(Document document) {
        return mongo.getConverter().read(Delivery.class, document);
    }

    private MongoCollection<Document> deliveries() {
        return mongo.getCollection(COLLECTION);
    }
}
