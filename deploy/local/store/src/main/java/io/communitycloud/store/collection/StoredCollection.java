package io.communitycloud.store.collection;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.communitycloud.store.Refusal;
import io.communitycloud.store.bson.BsonReader;
import io.communitycloud.store.bson.BsonWriter;
import io.communitycloud.store.bson.Fields;
import io.communitycloud.store.bson.Keys;
import io.communitycloud.store.index.StoredIndex;
import io.communitycloud.store.layer.EntryWalk;
import io.communitycloud.store.layer.Layers;
import io.communitycloud.store.log.LogRecord;
import io.communitycloud.store.query.Filter;
import io.communitycloud.store.query.FilterReader;
import io.communitycloud.store.query.Path;
import io.communitycloud.store.query.Plan;
import io.communitycloud.store.query.Planner;
import io.communitycloud.store.query.Projection;
import io.communitycloud.store.query.Sort;
import io.communitycloud.store.storage.Documents;
import io.communitycloud.store.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * A collection over ordered maps.
 *
 * <p>What an update means comes from mongo-java-server; where documents are found, how they are kept and how they are
 * protected from each other is decided here. To the inherited code this collection has no indexes at all: it asks
 * {@link #queryDocuments} for documents and hands changes to {@link #addDocumentInternal}, {@link #handleUpdate} and
 * {@link #removeDocument(byte[])}.
 *
 * <p>Readers take no lock. Writers hold the collection's lock for one document at a time, so that a long update or
 * delete lets others in between.
 */
public final class StoredCollection extends AbstractMongoCollection<byte[]> {

    private static final int MAX_DOCUMENT = 16 << 20;

    /** As many documents go in together; others come in between. */
    private static final int BATCH = 500;

    private static final int MIN_BATCH = 200;

    private final int id;
    private final Storage storage;
    private final Documents documents;
    private final MVMap<byte[], byte[]> data;
    private final long memoryLimit;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final Consumer<StoredCollection> onArraysMet;
    private volatile List<StoredIndex> indexes;

    /** While a writer changes one document, the only one the inherited code gets to see. */
    private @Nullable List<Document> pinned;

    /** What the inherited code has inserted for an upsert; read under the same lock. */
    private @Nullable Object insertedId;

    /** How many documents have been changed; used under the same lock. */
    private long updates;

    StoredCollection(
            int id,
            MongoDatabase database,
            String name,
            Storage storage,
            Documents documents,
            List<StoredIndex> indexes,
            long memoryLimit,
            Consumer<StoredCollection> onArraysMet) {
        super(database, name, CollectionOptions.withDefaults(), new CursorRegistry());
        this.id = id;
        this.storage = storage;
        this.documents = documents;
        this.data = documents.map();
        this.indexes = List.copyOf(indexes);
        this.memoryLimit = memoryLimit;
        this.onArraysMet = onArraysMet;
    }

    public int id() {
        return id;
    }

    public MVMap<byte[], byte[]> data() {
        return data;
    }

    public List<StoredIndex> storedIndexes() {
        return indexes;
    }

    void setStoredIndexes(List<StoredIndex> present) {
        indexes = List.copyOf(present);
    }

    // Reading

    public Plan plan(Query query) {
        return new Planner(data, indexes).plan(query.filter(), query.sort(), query.hint(), query.wanted());
    }

    /** Finds documents; whoever asks closes the results. */
    public Results find(Query query) {
        return find(query, plan(query));
    }

    public Results find(Query query, Plan plan) {
        MVStore.TxCounter pin = storage.pin();
        try {
            DocumentWalk walk = new DocumentWalk(documents, query, plan, memoryLimit);
            try {
                return new Results(storage, pin, walk, inOrder(walk, query, plan), query.skip(), query.limit());
            } catch (RuntimeException e) {
                walk.close();
                throw e;
            }
        } catch (RuntimeException e) {
            storage.unpin(pin);
            throw e;
        }
    }

    private Iterator<StoredDocument> inOrder(DocumentWalk walk, Query query, Plan plan) {
        return plan.sorted()
                ? walk
                : Sorter.sort(
                        walk,
                        query.sort(),
                        query.wanted(),
                        memoryLimit,
                        StoredDocument::document,
                        found -> found.bytes().length * 3L);
    }

    /** Counts, from ranks alone where the plan allows it. */
    public long count(Query query) {
        if (query.filter() instanceof Filter.And and && and.parts().isEmpty() && query.hint() == null) {
            return window(data.sizeAsLong(), query);
        }
        Plan plan = plan(query);
        if (plan.countable() && plan instanceof Plan.Walk walk) {
            return window(Planner.count(walk.index(), data, walk.ranges()), query);
        }
        long count = 0;
        try (Results results = find(query, plan)) {
            while (results.hasNext()) {
                StoredDocument ignored = results.next();
                count++;
            }
        }
        return count;
    }

    private static long window(long count, Query query) {
        long rest = Math.max(0, count - query.skip());
        return query.limit() == 0 ? rest : Math.min(rest, query.limit());
    }

    /** The different values of a field, in order. */
    public List<@Nullable Object> distinct(String field, Query query) {
        Path path = new Path(field);
        TreeSet<Distinct> values = new TreeSet<>(Comparator.comparing(Distinct::key, Arrays::compareUnsigned));
        long[] bytes = new long[1];
        try (Results results = find(query)) {
            while (results.hasNext()) {
                boolean ignored = path.anyMatch(results.next().document(), end -> {
                    Collection<?> found = end instanceof Collection<?> several ? several : Arrays.asList(end);
                    for (Object value : found) {
                        boolean missing = value instanceof Missing;
                        Distinct distinct = new Distinct(Keys.of(value), value);
                        if (!missing && values.add(distinct)) {
                            bytes[0] += distinct.key().length;
                        }
                    }
                    return false;
                });
                if (bytes[0] > MAX_DOCUMENT) {
                    throw new MongoServerError(17217, "Location17217", "distinct too big, 16mb cap");
                }
            }
        }
        List<@Nullable Object> result = new ArrayList<>();
        for (Distinct distinct : values) {
            result.add(distinct.value());
        }
        return result;
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared by key.
    private record Distinct(byte[] key, @Nullable Object value) {}

    // Writing

    @Override
    public List<Document> insertDocuments(List<Document> documents, boolean isOrdered) {
        List<Document> errors = new ArrayList<>();
        for (int from = 0; from < documents.size(); from += BATCH) {
            List<Document> part = documents.subList(from, Math.min(documents.size(), from + BATCH));
            if (part.size() >= MIN_BATCH && insertTogether(part)) {
                continue;
            }
            for (int i = 0; i < part.size(); i++) {
                try {
                    addDocument(part.get(i));
                } catch (MongoServerError e) {
                    errors.add(WriteErrors.describe(from + i, e));
                    if (isOrdered) {
                        return errors;
                    }
                }
            }
        }
        return errors;
    }

    /** Inserts all of several documents or, if any of them might not be allowed, none. */
    private boolean insertTogether(List<Document> documents) {
        List<StoredIndex> present = indexes;
        if (present.stream().anyMatch(index -> index.definition().unique())) {
            return false;
        }
        InsertBatch batch = new InsertBatch(id, present);
        try {
            for (Document document : documents) {
                requireValid(document);
                byte[] bytes = encoded(document);
                batch.add(Keys.of(document.get("_id")), document, bytes);
            }
        } catch (MongoServerError e) {
            return false;
        }
        writing.lock();
        try {
            if (!present.equals(indexes) || batch.hasRepeated() || batch.isAnyIn(data)) {
                return false;
            }
            if (batch.rememberArrays()) {
                onArraysMet.accept(this);
            }
            storage.change(() -> batch.insert(this.documents, storage));
            return true;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void addDocument(Document document) {
        requireValid(document);
        byte[] bytes = encoded(document);
        byte[] key = Keys.of(document.get("_id"));
        writing.lock();
        try {
            put(key, null, document, bytes);
            insertedId = document.get("_id");
        } finally {
            writing.unlock();
        }
    }

    private static byte[] encoded(Document document) {
        if (!document.containsKey("_id")) {
            document.put("_id", new ObjectId());
        }
        byte[] bytes = BsonWriter.stored(document);
        requireSize(bytes);
        return bytes;
    }

    private static void requireValid(Document document) {
        Object id = document.get("_id");
        if (id instanceof Collection || id instanceof BsonRegularExpression) {
            throw new MongoServerError(
                    53,
                    "InvalidIdField",
                    "The '_id' value cannot be of type " + (id instanceof Collection ? "array" : "regex"));
        }
        for (String name : document.keySet()) {
            if (name.startsWith("$")) {
                throw new MongoServerError(
                        52,
                        "DollarPrefixedFieldName",
                        "The dollar ($) prefixed field '" + name + "' in '" + name + "' is not valid for storage.");
            }
        }
    }

    private static void requireSize(byte[] bytes) {
        if (bytes.length > MAX_DOCUMENT) {
            throw new MongoServerError(
                    10334,
                    "BSONObjectTooLarge",
                    "object to insert too large. size in bytes: " + bytes.length + ", max size: " + MAX_DOCUMENT);
        }
    }

    @Override
    public Document updateDocuments(
            Document selector,
            Document update,
            ArrayFilters arrayFilters,
            boolean isMulti,
            boolean isUpsert,
            Oplog oplog) {
        if (!arrayFilters.isEmpty()) {
            throw new UnsupportedOperationException("array filters come with the command");
        }
        return update(Query.of(selector), new Change(selector, update, List.of()), isMulti, isUpsert);
    }

    /** Updates what a query finds, one document at a time, each as it is when its turn comes. */
    public Document update(Query query, Change change, boolean multi, boolean upsert) {
        int matched = 0;
        int modified = 0;
        try (Results results = find(query)) {
            while (results.hasNext()) {
                Document outcome = updateOne(results.next().key(), query, change);
                if (outcome != null) {
                    matched++;
                    modified += Fields.integer(outcome, "nModified");
                    if (!multi) {
                        break;
                    }
                }
            }
        }
        if (matched == 0 && upsert) {
            return upsert(query, change);
        }
        Document result = new Document("n", matched);
        result.put("nModified", modified);
        return result;
    }

    private @Nullable Document updateOne(byte[] key, Query query, Change change) {
        writing.lock();
        try {
            byte[] bytes = documents.get(key);
            if (bytes == null) {
                return null;
            }
            Document document = BsonReader.document(bytes);
            if (!query.filter().matches(document)) {
                return null;
            }
            pinned = List.of(document);
            return apply(change, false);
        } finally {
            pinned = null;
            writing.unlock();
        }
    }

    /** What an update is to do, with the selector that positional operators refer to. */
    public record Change(Document selector, Document update, List<Document> arrayFilters) {}

    /** Has the inherited code change the pinned document, or insert one if none is pinned. */
    private Document apply(Change change, boolean upsert) {
        if (change.arrayFilters().isEmpty()) {
            try {
                return super.updateDocuments(
                        change.selector(), change.update(), ArrayFilters.empty(), false, upsert, NoopOplog.get());
            } catch (MongoServerError e) {
                throw WriteErrors.current(e);
            }
        }
        // Only its form of a single change reads array filters by itself.
        Document command = new Document("query", change.selector());
        command.put("update", change.update());
        command.put("arrayFilters", change.arrayFilters());
        command.put("upsert", upsert);
        insertedId = null;
        long before = updates;
        Document outcome = inherited(command);
        Document result = new Document("n", outcome.containsKey("lastErrorObject") ? 1 : 0);
        result.put("nModified", (int) (updates - before));
        if (insertedId != null) {
            result.put("upserted", insertedId);
        }
        return result;
    }

    private Document inherited(Document findAndModify) {
        try {
            return super.findAndModify(findAndModify);
        } catch (FindAndModifyPlanExecutorError e) {
            throw WriteErrors.current(Objects.requireNonNull(e.getCause()));
        } catch (MongoServerError e) {
            throw WriteErrors.current(e);
        }
    }

    private Document upsert(Query query, Change change) {
        writing.lock();
        try {
            // Somebody may have inserted it since the search.
            try (Results results = find(query.limited(1))) {
                if (results.hasNext()) {
                    Document outcome = updateOne(results.next().key(), query, change);
                    if (outcome != null) {
                        return outcome;
                    }
                }
            }
            pinned = List.of();
            return apply(change, true);
        } finally {
            pinned = null;
            writing.unlock();
        }
    }

    @Override
    public Document findAndModify(Document command) {
        Document selector = Objects.requireNonNullElseGet((Document) command.get("query"), Document::new);
        Query query = Query.of(selector)
                .sorted(Sort.read((Document) command.get("sort")))
                .hinted(command.get("hint"));
        return findAndModify(query, command);
    }

    /** Changes and returns the first document of a query in its order. */
    public Document findAndModify(Query query, Document command) {
        Document complete = new Document(command);
        if (complete.get("query") == null) {
            complete.put("query", new Document());
        }
        // The order has been applied when the document is handed over; what of it is shown is decided afterwards.
        complete.remove("sort");
        Projection projection = Projection.read((Document) complete.remove("fields"));
        Document outcome = modify(query, complete);
        if (projection != null && outcome.get("value") instanceof Document value) {
            outcome.put("value", projection.apply(value));
        }
        return outcome;
    }

    private Document modify(Query query, Document complete) {
        // A document found may have changed before its turn; then the next one is sought.
        while (true) {
            byte[] key = firstKey(query);
            if (key == null) {
                break;
            }
            Document outcome = modifyOne(key, query, complete);
            if (outcome != null) {
                return outcome;
            }
        }
        writing.lock();
        try {
            byte[] key = firstKey(query);
            Document modified = key == null ? null : modifyOne(key, query, complete);
            if (modified != null) {
                return modified;
            }
            pinned = List.of();
            insertedId = null;
            Document outcome = inherited(complete);
            if (insertedId != null) {
                outcome.put("upserted", insertedId);
            }
            return outcome;
        } finally {
            pinned = null;
            writing.unlock();
        }
    }

    private byte @Nullable [] firstKey(Query query) {
        try (Results results = find(query.limited(1))) {
            return results.hasNext() ? results.next().key() : null;
        }
    }

    private @Nullable Document modifyOne(byte[] key, Query query, Document command) {
        writing.lock();
        try {
            byte[] bytes = documents.get(key);
            if (bytes == null) {
                return null;
            }
            Document document = BsonReader.document(bytes);
            if (!query.filter().matches(document)) {
                return null;
            }
            pinned = List.of(document);
            return inherited(command);
        } finally {
            pinned = null;
            writing.unlock();
        }
    }

    @Override
    public int deleteDocuments(Document selector, int limit, Oplog oplog) {
        return delete(Query.of(selector).limited(Math.max(0, limit)));
    }

    /** Deletes what a query finds, one document at a time. */
    public int delete(Query query) {
        int deleted = 0;
        // Without the limit: a document that no longer matches when its turn comes is passed over.
        try (Results results = find(query.limited(0))) {
            while (results.hasNext() && (query.limit() == 0 || deleted < query.limit())) {
                if (deleteOne(results.next().key(), query.filter())) {
                    deleted++;
                }
            }
        }
        return deleted;
    }

    private boolean deleteOne(byte[] key, Filter filter) {
        writing.lock();
        try {
            byte[] bytes = documents.get(key);
            if (bytes == null) {
                return false;
            }
            Document document = BsonReader.document(bytes);
            if (!filter.matches(document)) {
                return false;
            }
            delete(key, document);
            return true;
        } finally {
            writing.unlock();
        }
    }

    /** Removes a document that cannot be read, whatever entries it may have left. */
    public void discard(byte[] key) {
        exclusively(() -> storage.change(() -> {
            storage.log(new LogRecord(id, key, null));
            documents.remove(key);
        }));
    }

    /** Replaces a document and its entries; only with the lock held. */
    private void put(byte[] key, @Nullable Document old, Document document, byte[] bytes) {
        List<StoredIndex> present = indexes;
        List<EntryChange> changes = new ArrayList<>(present.size());
        boolean arraysMet = false;
        if (old == null && data.containsKey(key)) {
            throw new DuplicateKeyError(
                    getFullName(), "_id_ dup key: { _id: " + WriteErrors.json(document.get("_id")) + " }");
        }
        for (StoredIndex index : present) {
            BitSet arrays = new BitSet();
            List<byte[]> after = index.entries(document, arrays);
            List<byte[]> before = old == null ? List.of() : index.entries(old);
            EntryChange change = EntryChange.between(index, before, after);
            if (index.definition().unique()) {
                for (byte[] entry : change.added()) {
                    if (index.otherHolder(entry, key) != null) {
                        throw WriteErrors.duplicate(getFullName(), index.definition(), document);
                    }
                }
            }
            arraysMet |= !arrays.isEmpty() && index.addArrays(arrays);
            changes.add(change);
        }
        if (arraysMet) {
            onArraysMet.accept(this);
        }
        storage.change(() -> {
            storage.log(new LogRecord(id, key, bytes));
            for (EntryChange change : changes) {
                change.add(key);
            }
            if (old == null) {
                documents.add(key, bytes);
            } else {
                documents.replace(key, bytes);
            }
            for (EntryChange change : changes) {
                change.remove(key);
            }
        });
    }

    private void delete(byte[] key, Document document) {
        List<StoredIndex> present = indexes;
        storage.change(() -> {
            storage.log(new LogRecord(id, key, null));
            documents.remove(key);
            for (StoredIndex index : present) {
                for (byte[] entry : index.entries(document)) {
                    index.remove(entry, key);
                }
            }
        });
    }

    /** What changes in one index. */
    private record EntryChange(StoredIndex index, List<byte[]> added, List<byte[]> removed) {

        static EntryChange between(StoredIndex index, List<byte[]> before, List<byte[]> after) {
            if (before.isEmpty() || after.isEmpty()) {
                return new EntryChange(index, after, before);
            }
            if (before.size() == 1 && after.size() == 1) {
                boolean same = Arrays.equals(before.getFirst(), after.getFirst());
                return same ? new EntryChange(index, List.of(), List.of()) : new EntryChange(index, after, before);
            }
            return new EntryChange(index, without(after, before), without(before, after));
        }

        private static List<byte[]> without(List<byte[]> entries, List<byte[]> others) {
            TreeSet<byte[]> known = new TreeSet<>(Arrays::compareUnsigned);
            known.addAll(others);
            List<byte[]> result = new ArrayList<>();
            for (byte[] entry : entries) {
                if (!known.contains(entry)) {
                    result.add(entry);
                }
            }
            return result;
        }

        void add(byte[] key) {
            for (byte[] entry : added) {
                index.add(entry, key);
            }
        }

        void remove(byte[] key) {
            for (byte[] entry : removed) {
                index.remove(entry, key);
            }
        }
    }

    // Recovery and index building

    /** Applies a logged change again. */
    void replay(byte[] key, byte @Nullable [] bytes) {
        byte[] before = documents.get(key);
        Document old = before == null ? null : BsonReader.document(before);
        if (bytes == null) {
            if (old != null) {
                delete(key, old);
            }
            return;
        }
        Document document = BsonReader.document(bytes);
        for (StoredIndex index : indexes) {
            BitSet arrays = new BitSet();
            List<byte[]> after = index.entries(document, arrays);
            boolean ignored = index.addArrays(arrays);
            EntryChange change = EntryChange.between(index, old == null ? List.of() : index.entries(old), after);
            change.add(key);
            change.remove(key);
        }
        documents.replace(key, bytes);
    }

    /** Runs something while no writer changes this collection. */
    public void exclusively(Runnable action) {
        writing.lock();
        try {
            action.run();
        } finally {
            writing.unlock();
        }
    }

    /** The documents as they are while no writer changes this collection. */
    Snapshot snapshot() {
        return new Snapshot();
    }

    /** The documents of one moment; closing lets go of them. */
    final class Snapshot implements AutoCloseable {

        private final MVStore.TxCounter pin = storage.pin();
        private final RootReference<byte[], byte[]> root = data.flushAndGetRoot();

        @Override
        public void close() {
            storage.unpin(pin);
        }
    }

    /** Adds the entries of a moment's documents to an index that writers have kept since; nobody waits for it. */
    void build(StoredIndex index, Snapshot snapshot) throws IOException {
        BitSet arrays = new BitSet();
        Layers.Builder builder = index.layers().builder();
        try (snapshot) {
            Cursor<byte[], byte[]> cursor = data.cursor(snapshot.root, null, null, false);
            while (cursor.hasNext()) {
                byte[] key = cursor.next();
                for (byte[] entry : index.entries(BsonReader.document(cursor.getValue()), arrays)) {
                    builder.add(Keys.concat(entry, key), entry.length);
                }
            }
            builder.install();
        } finally {
            builder.abandon();
        }
        exclusively(() -> {
            if (index.addArrays(arrays)) {
                onArraysMet.accept(this);
            }
        });
        if (index.definition().unique()) {
            requireUnique(index);
        }
    }

    /** Whatever is added from now on is compared with what is there; what is there is compared here. */
    private void requireUnique(StoredIndex index) {
        try (Layers.View view = index.layers().view()) {
            EntryWalk walk = view.walk(new byte[0], false);
            byte[] last = new byte[0];
            int lastLength = -1;
            while (walk.advance()) {
                byte[] key = walk.key();
                int length = walk.entryLength();
                if (length == lastLength && Arrays.equals(last, 0, length, key, 0, length)) {
                    requireOneOf(index, last, key, length);
                }
                last = key;
                lastLength = length;
            }
        }
    }

    private void requireOneOf(StoredIndex index, byte[] one, byte[] other, int entryLength) {
        exclusively(() -> {
            byte[] document = documents.get(StoredIndex.documentKey(other, entryLength));
            boolean both = index.layers().contains(one) && index.layers().contains(other);
            if (both && document != null) {
                throw WriteErrors.duplicate(getFullName(), index.definition(), BsonReader.document(document));
            }
        });
    }

    // What the inherited code asks for

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        if (writing.isHeldByCurrentThread() && pinned != null) {
            return new QueryResult(pinned);
        }
        Query question = new Query(
                FilterReader.read(query), Sort.read(orderBy), numberToSkip, Math.max(0, limit), null, Deadline.NONE);
        List<Document> documents = new ArrayList<>();
        long bytes = 0;
        try (Results results = find(question)) {
            while (results.hasNext()) {
                StoredDocument found = results.next();
                bytes += found.bytes().length * 3L;
                if (bytes > memoryLimit) {
                    throw Refusal.memoryLimit("intermediate result", memoryLimit);
                }
                documents.add(found.document());
            }
        }
        Projection projection = Projection.read(fieldSelector);
        return new QueryResult(
                projection == null
                        ? documents
                        : documents.stream().map(projection::apply).toList());
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            Document orderBy,
            int numberToSkip,
            int numberToReturn,
            int batchSize,
            Document fieldSelector) {
        return queryDocuments(query, orderBy, numberToSkip, numberToReturn, batchSize, fieldSelector);
    }

    @Override
    public Stream<Document> queryAllAsStream() {
        Results results = find(Query.of(new Document()));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(results, Spliterator.ORDERED), false)
                .map(StoredDocument::document)
                .onClose(results::close);
    }

    @Override
    protected Document getDocument(byte[] position) {
        byte[] bytes = documents.get(position);
        if (bytes == null) {
            throw new IllegalStateException("no document at this position");
        }
        return BsonReader.document(bytes);
    }

    @Override
    protected byte[] addDocumentInternal(Document document) {
        throw new UnsupportedOperationException("documents are added as a whole");
    }

    @Override
    protected void handleUpdate(byte[] position, Document oldDocument, Document newDocument) {
        byte[] bytes = BsonWriter.stored(newDocument);
        requireSize(bytes);
        put(position, oldDocument, newDocument, bytes);
        updates++;
    }

    @Override
    public void removeDocument(Document document) {
        delete(Keys.of(document.get("_id")), document);
    }

    @Override
    protected void removeDocument(byte[] position) {
        delete(position, getDocument(position));
    }

    @Override
    protected byte[] findDocumentPosition(Document document) {
        return Keys.of(document.get("_id"));
    }

    @Override
    protected Stream<DocumentWithPosition<byte[]>> streamAllDocumentsWithPosition() {
        throw new UnsupportedOperationException("nothing walks all documents unseen");
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {}

    @Override
    protected int getDataSize() {
        return 0;
    }

    @Override
    public int count() {
        return data.size();
    }

    @Override
    public boolean isEmpty() {
        return data.isEmpty();
    }

    /** For those that only want to know which fields are unique. */
    @Override
    public List<Index<byte[]>> getIndexes() {
        List<Index<byte[]>> result = new ArrayList<>();
        result.add(new IndexView("_id_", List.of(new IndexKey("_id", true)), true, false));
        for (StoredIndex index : indexes) {
            result.add(IndexView.of(index.definition()));
        }
        return result;
    }

    @Override
    public void addIndex(Index<byte[]> index) {
        throw new UnsupportedOperationException("indexes are created by the engine");
    }

    @Override
    public void dropIndex(String indexName) {
        throw new UnsupportedOperationException("indexes are dropped by the engine");
    }

    @Override
    public void drop() {
        throw new UnsupportedOperationException("collections are dropped by the engine");
    }
}
