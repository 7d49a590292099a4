package io.communitycloud.common.events.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.OutboxSignal;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.common.web.StaleVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.data.mongodb.core.mapping.MongoPersistentEntity;
import org.springframework.data.mongodb.core.mapping.MongoPersistentProperty;

/**
 * Keeps aggregates of one kind: every read takes a {@link Scope}, every write is a single document under its version.
 *
 * <p>A save writes the new state, the events it registered and the idempotency key it answers in one update that touches
 * the outbox only by {@code $push}: it can neither lose nor resurrect a pending event. When the call returns, the store has
 * acknowledged the write as durable.
 *
 * @param <A> the aggregate
 */
public final class Aggregates<A extends Aggregate> {

    private static final int ATTEMPTS = 10;
    private static final int ANSWERS_KEPT = 50;
    private static final Duration ANSWERS_KEPT_FOR = Duration.ofHours(24);

    private final Class<A> type;
    private final AggregateRoot root;
    private final MongoTemplate mongo;
    private final EventRecords records;
    private final OutboxSignal signal;
    private final Clock clock;

    Aggregates(Class<A> type, MongoTemplate mongo, EventRecords records, OutboxSignal signal, Clock clock) {
        this.type = type;
        this.root = rootOf(type);
        this.mongo = mongo;
        this.records = records;
        this.signal = signal;
        this.clock = clock;
    }

    static AggregateRoot rootOf(Class<? extends Aggregate> type) {
        AggregateRoot root = type.getAnnotation(AggregateRoot.class);
        if (root == null) {
            throw new IllegalArgumentException(type.getName() + " lacks @AggregateRoot, which says where it is kept");
        }
        return root;
    }

    /** Finds one, or nothing where there is none in the scope. */
    public Optional<A> find(String id, Scope scope) {
        return Optional.ofNullable(read(collection()
                .find(within(eq("_id", id), scope))
                .projection(withoutOutbox())
                .first()));
    }

    /**
     * Finds one that must be there.
     *
     * @throws Refused 404 {@code not-found} where there is none in the scope
     */
    public A require(String id, Scope scope) {
        return find(id, scope).orElseThrow(() -> new Refused(WriteRefusal.NOT_FOUND));
    }

    /** Finds those of the given ids that are in the scope, in no particular order; at most 200 ids. */
    public List<A> findAll(List<String> ids, Scope scope) {
        if (ids.size() > PageRequest.MAXIMUM_LIMIT) {
            throw new IllegalArgumentException(
                    "at most " + PageRequest.MAXIMUM_LIMIT + " ids at once, not " + ids.size());
        }
        return collection()
                .find(within(new Document("_id", new Document("$in", ids)), scope))
                .projection(withoutOutbox())
                .map(this::readPresent)
                .into(new ArrayList<>());
    }

    /** Finds the first of a listing's order that matches the values of its filters. */
    public Optional<A> first(Listing listing, Map<String, ?> filters, Scope scope) {
        return page(listing, filters, scope, new PageRequest(1, null)).items().stream()
                .findFirst();
    }

    /**
     * Reads one page of a listing.
     *
     * @param filters a value for each of the listing's filters, all of them
     * @throws InvalidRequest where the cursor is not one of this listing's
     */
    public Page<A> page(Listing listing, Map<String, ?> filters, Scope scope, PageRequest request) {
        List<Bson> conditions = conditions(listing, filters, scope);
        Cursor cursor = request.cursor();
        if (cursor != null) {
            conditions.add(after(listing, cursor));
        }
        List<Document> found = collection()
                .find(and(conditions))
                .projection(withoutOutbox())
                .sort(listing.order())
                .limit(request.limit() + 1)
                .into(new ArrayList<>());
        boolean more = found.size() > request.limit();
        List<Document> shown = more ? found.subList(0, request.limit()) : found;
        String next = more ? cursorAt(listing, shown.getLast()).encode() : null;
        return new Page<>(shown.stream().map(this::readPresent).toList(), next);
    }

    /** Counts those of a listing, from its index alone. */
    public long count(Listing listing, Map<String, ?> filters, Scope scope) {
        return collection().countDocuments(and(conditions(listing, filters, scope)));
    }

    /**
     * Saves a new or changed aggregate with the events it registered.
     *
     * @throws StaleVersion where somebody else saved it since it was loaded
     * @throws DuplicateKeyException where a new one's id is taken
     */
    public void save(A aggregate) {
        save(aggregate, null);
    }

    /**
     * Changes one under the version its caller saw.
     *
     * @throws StaleVersion where it is no longer at that version
     * @throws Refused 404 where there is none in the scope
     */
    public A change(String id, Scope scope, IfMatch version, Consumer<A> change) {
        A aggregate = require(id, scope);
        if (aggregate.version() != version.version()) {
            throw new StaleVersion();
        }
        change.accept(aggregate);
        save(aggregate, null);
        return aggregate;
    }

    /**
     * Performs an act on one: whether it may is decided by the state it is found in, so a race is simply decided again.
     *
     * @param key where given, the act is done once: a repetition finds the aggregate as it is now and changes nothing
     * @throws Refused 404 where there is none in the scope, 422 where the key was used for another body
     */
    public A act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<A> act) {
        for (int attempt = 1; ; attempt++) {
            Document found = collection()
                    .find(within(eq("_id", id), scope))
                    .projection(Projections.exclude("outbox"))
                    .first();
            if (found == null) {
                throw new Refused(WriteRefusal.NOT_FOUND);
            }
            A aggregate = readPresent(found);
            if (key != null && wasAnswered(found, key)) {
                return aggregate;
            }
            act.accept(aggregate);
            try {
                save(aggregate, key);
                return aggregate;
            } catch (StaleVersion raced) {
                if (attempt == ATTEMPTS) {
                    throw raced;
                }
            }
        }
    }

    /** As {@link #act(String, Scope, IdempotencyKey, Consumer)} without a key. */
    public A act(String id, Scope scope, Consumer<A> act) {
        return act(id, scope, null, act);
    }

    private void save(A aggregate, @Nullable IdempotencyKey answered) {
        Instant now = clock.instant();
        long version = aggregate.version() + 1;
        List<Document> events = records.of(aggregate, now);
        long sequence = aggregate.sequence() + events.size();

        Document state = new Document();
        mongo.getConverter().write(aggregate, state);
        state.remove("_id");
        state.append("version", version).append("sequence", sequence).append("updatedAt", Date.from(now));
        if (aggregate.version() == 0) {
            insert(aggregate, state, events, now);
        } else {
            update(aggregate, state, events, answered, now);
        }
        aggregate.saved(version, sequence, now);
        if (!events.isEmpty()) {
            signal.raise();
        }
    }

    private void insert(A aggregate, Document state, List<Document> events, Instant now) {
        Document document = new Document("_id", aggregate.id());
        document.putAll(state);
        if (!events.isEmpty()) {
            document.append("outbox", events).append("outboxSince", Date.from(now));
        }
        try {
            collection().insertOne(document);
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                throw new DuplicateKeyException("an aggregate of this id exists in " + root.collection(), failure);
            }
            throw failure;
        }
    }

    private void update(
            A aggregate, Document state, List<Document> events, @Nullable IdempotencyKey answered, Instant now) {
        Document push = new Document();
        Document update = new Document("$set", state);
        Document gone = absentFields(state);
        if (!gone.isEmpty()) {
            update.append("$unset", gone);
        }
        if (!events.isEmpty()) {
            push.append("outbox", new Document("$each", events));
            update.append("$min", new Document("outboxSince", Date.from(now)));
        }
        if (answered != null) {
            Document answer = new Document("key", ScopedKeys.of(answered))
                    .append("fingerprint", answered.fingerprint())
                    .append("at", Date.from(now));
            push.append("answered", new Document("$each", List.of(answer)).append("$slice", -ANSWERS_KEPT));
        }
        if (!push.isEmpty()) {
            update.append("$push", push);
        }
        long matched = collection()
                .updateOne(and(eq("_id", aggregate.id()), eq("version", aggregate.version())), update)
                .getMatchedCount();
        if (matched == 0) {
            throw new StaleVersion();
        }
    }

    /** The aggregate's fields that its state no longer has: `$set` alone would let them live on. */
    private Document absentFields(Document state) {
        Document absent = new Document();
        MongoPersistentEntity<?> entity =
                mongo.getConverter().getMappingContext().getRequiredPersistentEntity(type);
        for (MongoPersistentProperty property : entity) {
            if (!property.isIdProperty() && !property.isTransient() && !state.containsKey(property.getFieldName())) {
                absent.append(property.getFieldName(), "");
            }
        }
        return absent;
    }

    private boolean wasAnswered(Document found, IdempotencyKey key) {
        Instant oldest = clock.instant().minus(ANSWERS_KEPT_FOR);
        for (Document answer : found.getList("answered", Document.class, List.of())) {
            if (answer.getString("key").equals(ScopedKeys.of(key))
                    && answer.getDate("at").toInstant().isAfter(oldest)) {
                if (!answer.getString("fingerprint").equals(key.fingerprint())) {
                    throw new Refused(WriteRefusal.KEY_REUSED);
                }
                return true;
            }
        }
        return false;
    }

    private static Bson after(Listing listing, Cursor cursor) {
        List<String> keys = cursor.keys();
        String sort = listing.sort();
        if (keys.size() != (sort == null ? 1 : 2)) {
            throw InvalidRequest.parameter("cursor", "not-a-cursor");
        }
        if (sort == null) {
            return beyond(listing, "_id", keys.getFirst());
        }
        return or(
                beyond(listing, sort, keys.getFirst()),
                and(eq(sort, keys.getFirst()), beyond(listing, "_id", keys.getLast())));
    }

    private static Bson beyond(Listing listing, String field, String value) {
        return listing.descending() ? lt(field, value) : gt(field, value);
    }

    private static Cursor cursorAt(Listing listing, Document last) {
        String sort = listing.sort();
        String id = last.getString("_id");
        return new Cursor(sort == null ? List.of(id) : List.of(last.getString(sort), id));
    }

    private static List<Bson> conditions(Listing listing, Map<String, ?> filters, Scope scope) {
        if (!filters.keySet().equals(Set.copyOf(listing.filters()))) {
            throw new IllegalArgumentException(
                    "this listing is narrowed by " + listing.filters() + ", not by " + filters.keySet());
        }
        if (scope.isEverything()) {
            throw new IllegalArgumentException("a list is read within a scope: its index begins with one");
        }
        List<Bson> conditions = new ArrayList<>();
        conditions.add(eq("scope", scope.key()));
        listing.filters().forEach(filter -> conditions.add(eq(filter, filters.get(filter))));
        return conditions;
    }

    private static Bson within(Bson condition, Scope scope) {
        return scope.isEverything() ? condition : and(condition, eq("scope", scope.key()));
    }

    private static Bson withoutOutbox() {
        return Projections.exclude("outbox", "answered");
    }

    private @Nullable A read(@Nullable Document document) {
        return document == null ? null : readPresent(document);
    }

    private A readPresent(Document document) {
        MongoConverter converter = mongo.getConverter();
        return converter.read(type, document);
    }

    MongoCollection<Document> collection() {
        return mongo.getCollection(root.collection());
    }
}
