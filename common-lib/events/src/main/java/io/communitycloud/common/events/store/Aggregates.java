package io.communitycloud.common.events.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
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
    private static final int ANSWERS_KEPT = 1_000;
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

    /**
     * Reads those of a listing with one filter whose value is among those given, in no particular order.
     *
     * @param values at most 200
     * @param atMost how many are read at the most
     */
    public List<A> among(Listing listing, List<String> values, Scope scope, int atMost) {
        if (listing.filters().size() != 1 || values.size() > PageRequest.MAXIMUM_LIMIT || scope.isEverything()) {
            throw new IllegalArgumentException("this takes a listing with one filter, at most "
                    + PageRequest.MAXIMUM_LIMIT + " values, and a scope");
        }
        return collection()
                .find(and(eq("scope", scope.key()), in(listing.filters().getFirst(), values)))
                .projection(withoutOutbox())
                .limit(atMost)
                .map(this::readPresent)
                .into(new ArrayList<>());
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
     * @throws Refused 404 where there is none in the scope, 422 where the key was used for another body, 503 where others
     *     keep changing it
     */
    public A act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<A> act) {
        for (int attempt = 1; ; attempt++) {
            Document found = collection()
                    .find(eq("_id", id))
                    .projection(Projections.exclude("outbox"))
                    .first();
            if (found == null) {
                throw new Refused(WriteRefusal.NOT_FOUND);
            }
            A aggregate = readPresent(found);
            List<Document> answered = null;
            if (key != null) {
                answered = answersOfLate(found);
                if (contains(answered, key)) {
                    return aggregate; // also where the act itself took it out of the caller's scope
                }
                answered.add(answer(key));
            }
            if (!scope.covers(aggregate.scope())) {
                throw new Refused(WriteRefusal.NOT_FOUND);
            }
            act.accept(aggregate);
            try {
                save(aggregate, answered);
                return aggregate;
            } catch (StaleVersion raced) {
                if (attempt == ATTEMPTS) {
                    throw new Refused(WriteRefusal.CONTENDED);
                }
            }
        }
    }

    /** As {@link #act(String, Scope, IdempotencyKey, Consumer)} without a key. */
    public A act(String id, Scope scope, Consumer<A> act) {
        return act(id, scope, null, act);
    }

    private void save(A aggregate, @Nullable List<Document> answered) {
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
            A aggregate, Document state, List<Document> events, @Nullable List<Document> answered, Instant now) {
        if (answered != null) {
            state.append("answered", answered); // as it was found plus one: the version says that nobody else wrote it
        }
        Document update = new Document("$set", state);
        Document gone = absentFields(state);
        if (!gone.isEmpty()) {
            update.append("$unset", gone);
        }
        if (!events.isEmpty()) {
            update.append("$push", new Document("outbox", new Document("$each", events)));
            update.append("$min", new Document("outboxSince", Date.from(now)));
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

    /** The keys answered within the time that we promise to remember them. */
    private List<Document> answersOfLate(Document found) {
        Instant oldest = clock.instant().minus(ANSWERS_KEPT_FOR);
        List<Document> late = new ArrayList<>();
        for (Document answer : found.getList("answered", Document.class, List.of())) {
            if (answer.getDate("at").toInstant().isAfter(oldest)) {
                late.add(answer);
            }
        }
        return late.size() < ANSWERS_KEPT ? late : late.subList(late.size() - ANSWERS_KEPT + 1, late.size());
    }

    private Document answer(IdempotencyKey key) {
        return new Document("key", ScopedKeys.of(key))
                .append("fingerprint", key.fingerprint())
                .append("at", Date.from(clock.instant()));
    }

    private static boolean contains(List<Document> answered, IdempotencyKey key) {
        for (Document answer : answered) {
            if (answer.getString("key").equals(ScopedKeys.of(key))) {
                if (!answer.getString("fingerprint").equals(key.fingerprint())) {
                    throw new Refused(WriteRefusal.KEY_REUSED);
                }
                return true;
            }
        }
        return false;
    }

    /**
     * What lies beyond a cursor. The bound on the sort field is stated by itself, since a range over the index is what
     * every store makes of it.
     */
    private static Bson after(Listing listing, Cursor cursor) {
        List<String> keys = cursor.keys();
        String sort = listing.sort();
        if (keys.size() != (sort == null ? 2 : 3) || !keys.getFirst().equals(listing.signature())) {
            throw InvalidRequest.parameter("cursor", "not-a-cursor");
        }
        boolean down = listing.descending();
        String id = keys.getLast();
        Bson laterId = down ? lt("_id", id) : gt("_id", id);
        if (sort == null) {
            return laterId;
        }
        Object value = SortKey.read(keys.get(1));
        return and(down ? lte(sort, value) : gte(sort, value), or(down ? lt(sort, value) : gt(sort, value), laterId));
    }

    private static Cursor cursorAt(Listing listing, Document last) {
        String sort = listing.sort();
        String id = last.getString("_id");
        return sort == null
                ? Cursor.of(listing.signature(), id)
                : Cursor.of(listing.signature(), SortKey.write(sort, last.get(sort)), id);
    }

    private List<Bson> conditions(Listing listing, Map<String, ?> filters, Scope scope) {
        if (!filters.keySet().equals(Set.copyOf(listing.filters()))) {
            throw new IllegalArgumentException(
                    "this listing is narrowed by " + listing.filters() + ", not by " + filters.keySet());
        }
        if (scope.isEverything()) {
            throw new IllegalArgumentException("a list is read within a scope: its index begins with one");
        }
        List<Bson> conditions = new ArrayList<>();
        conditions.add(eq("scope", scope.key()));
        for (String filter : listing.filters()) {
            conditions.add(eq(filter, mongo.getConverter().convertToMongoType(filters.get(filter))));
        }
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
