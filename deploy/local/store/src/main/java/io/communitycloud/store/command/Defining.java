package io.communitycloud.store.command;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.communitycloud.store.Refusal;
import io.communitycloud.store.bson.RawDocument;
import io.communitycloud.store.collection.Engine;
import io.communitycloud.store.collection.StoredCollection;
import io.communitycloud.store.index.IndexDefinition;
import io.communitycloud.store.index.StoredIndex;
import io.communitycloud.store.query.Filter;
import io.communitycloud.store.query.FilterReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands that say which collections and indexes there are. */
final class Defining {

    private static final Set<String> INDEX_OPTIONS =
            Set.of("key", "name", "unique", "sparse", "expireAfterSeconds", "background", "v", "ns");
    private static final Set<String> UNSUPPORTED_INDEX_OPTIONS = Set.of(
            "partialFilterExpression",
            "collation",
            "hidden",
            "weights",
            "default_language",
            "language_override",
            "textIndexVersion",
            "2dsphereIndexVersion",
            "bits",
            "min",
            "max",
            "bucketSize",
            "wildcardProjection",
            "storageEngine",
            "dropDups",
            "prepareUnique",
            "clustered");

    private final Engine engine;
    private final Cursors cursors;

    Defining(Engine engine, Cursors cursors) {
        this.engine = engine;
        this.cursors = cursors;
    }

    Document create(Request request) {
        request.allow(
                Set.of("autoIndexId", "idIndex"),
                Set.of(
                        "capped",
                        "size",
                        "max",
                        "storageEngine",
                        "validator",
                        "validationLevel",
                        "validationAction",
                        "indexOptionDefaults",
                        "viewOn",
                        "pipeline",
                        "collation",
                        "timeseries",
                        "expireAfterSeconds",
                        "clusteredIndex",
                        "changeStreamPreAndPostImages",
                        "encryptedFields"));
        if (engine.find(request.database(), request.collection()) != null) {
            throw new MongoServerError(48, "NamespaceExists", "Collection " + request.namespace() + " already exists.");
        }
        engine.storage().requireSpace();
        StoredCollection ignored = engine.create(request.database(), request.collection());
        return new Document();
    }

    Document drop(Request request) {
        request.allow(Set.of(), Set.of());
        StoredCollection collection = engine.find(request.database(), request.collection());
        if (collection == null) {
            throw Refusal.namespaceNotFound("ns not found");
        }
        int indexes = collection.storedIndexes().size() + 1;
        boolean ignored = engine.drop(request.database(), request.collection());
        Document answer = new Document("nIndexesWas", indexes);
        answer.put("ns", request.namespace());
        return answer;
    }

    Document dropDatabase(Request request) {
        request.allow(Set.of(), Set.of());
        engine.dropDatabase(request.database());
        return new Document("dropped", request.database());
    }

    Document rename(Request request) {
        request.allow(Set.of("to", "dropTarget"), Set.of());
        String from = request.text(request.name());
        String to = request.text("to");
        if (from.indexOf('.') < 1 || to.indexOf('.') < 1) {
            throw new MongoServerError(73, "InvalidNamespace", "Invalid namespace specified");
        }
        if (from.equals(to)) {
            throw new MongoServerError(20, "IllegalOperation", "Can't rename a collection to itself");
        }
        engine.rename(
                from.substring(0, from.indexOf('.')),
                from.substring(from.indexOf('.') + 1),
                to.substring(0, to.indexOf('.')),
                to.substring(to.indexOf('.') + 1),
                request.flag("dropTarget", false));
        return new Document();
    }

    Document modify(Request request) {
        request.allow(
                Set.of("index"),
                Set.of("validator", "validationLevel", "validationAction", "viewOn", "pipeline", "expireAfterSeconds"));
        StoredCollection collection = engine.find(request.database(), request.collection());
        if (collection == null) {
            throw Refusal.namespaceNotFound("ns does not exist: " + request.namespace());
        }
        Document change = request.document("index");
        if (change.isEmpty()) {
            return new Document();
        }
        StoredIndex index =
                require(collection, change.get("name") == null ? change.get("keyPattern") : change.get("name"));
        for (String option : change.keySet()) {
            if (!Set.of("name", "keyPattern", "expireAfterSeconds").contains(option)) {
                throw Refusal.notImplemented("collMod option 'index." + option + "'");
            }
        }
        if (!(change.get("expireAfterSeconds") instanceof Number seconds)) {
            throw new MongoServerError(72, "InvalidOptions", "no expireAfterSeconds field");
        }
        Long old = index.definition().expireAfterSeconds();
        if (old == null) {
            throw new MongoServerError(72, "InvalidOptions", "no expireAfterSeconds field to update");
        }
        engine.changeExpiry(collection, index, seconds.longValue());
        Document answer = new Document("expireAfterSeconds_old", old);
        answer.put("expireAfterSeconds_new", seconds.longValue());
        return answer;
    }

    Document createIndexes(Request request) {
        request.allow(Set.of("indexes", "ignoreUnknownIndexOptions"), Set.of("commitQuorum"));
        List<Document> descriptions = request.documents("indexes");
        if (descriptions.isEmpty()) {
            throw Refusal.badValue("Must specify at least one index to create");
        }
        List<@Nullable IndexDefinition> wanted = new ArrayList<>();
        for (Document description : descriptions) {
            wanted.add(read(description));
        }
        engine.storage().requireSpace();
        boolean existed = engine.find(request.database(), request.collection()) != null;
        StoredCollection collection = engine.require(request.database(), request.collection());
        int before = collection.storedIndexes().size() + 1;
        boolean any = false;
        for (IndexDefinition index : wanted) {
            any |= index != null && engine.createIndex(collection, index);
        }
        Document answer = new Document("numIndexesBefore", before);
        answer.put("numIndexesAfter", collection.storedIndexes().size() + 1);
        answer.put("createdCollectionAutomatically", !existed);
        if (!any) {
            answer.put("note", "all indexes already exist");
        }
        return answer;
    }

    /** The definition, or null for the index on _id, which is always there. */
    private static @Nullable IndexDefinition read(Document description) {
        for (String option : description.keySet()) {
            if (INDEX_OPTIONS.contains(option)) {
                continue;
            }
            if (!UNSUPPORTED_INDEX_OPTIONS.contains(option)) {
                throw new MongoServerError(
                        197,
                        "InvalidIndexSpecificationOption",
                        "The field '" + option + "' is not valid for an index specification.");
            }
            if (Request.asksForSomething(option, description.get(option))) {
                throw Refusal.cannotCreateIndex("index option '" + option + "' is not supported by the embedded store");
            }
        }
        Document key = Request.documentOf("key", description.get("key"));
        if (key.isEmpty()) {
            throw Refusal.cannotCreateIndex("Index keys cannot be an empty object");
        }
        for (Map.Entry<String, Object> entry : key.entrySet()) {
            requireKey(entry.getKey(), entry.getValue());
        }
        if (!(description.get("name") instanceof String name) || name.isEmpty()) {
            throw Refusal.failedToParse("The 'name' field is a required property of an index specification");
        }
        if (List.copyOf(key.keySet()).equals(List.of("_id"))) {
            boolean plain =
                    description.get("expireAfterSeconds") == null && !Boolean.TRUE.equals(description.get("sparse"));
            if (!plain) {
                throw new MongoServerError(
                        197,
                        "InvalidIndexSpecificationOption",
                        "an _id index takes neither sparse nor expireAfterSeconds");
            }
            return null;
        }
        if (name.equals("_id_") || name.equals("*")) {
            throw Refusal.badValue("The index name '" + name + "' is not valid for key " + key);
        }
        requireExpiry(key, description.get("expireAfterSeconds"));
        return IndexDefinition.read(description);
    }

    private static void requireKey(String field, @Nullable Object direction) {
        if (direction instanceof String type) {
            throw Refusal.cannotCreateIndex("index type '" + type + "' is not supported by the embedded store");
        }
        if (!(direction instanceof Number number) || number.doubleValue() == 0 || Double.isNaN(number.doubleValue())) {
            throw Refusal.cannotCreateIndex("Values in the index key pattern cannot be " + direction);
        }
        if (field.contains("$**")) {
            throw Refusal.cannotCreateIndex("wildcard indexes are not supported by the embedded store");
        }
        boolean empty = field.isEmpty() || field.startsWith(".") || field.endsWith(".") || field.contains("..");
        if (empty || field.startsWith("$")) {
            throw Refusal.cannotCreateIndex("Index key contains an illegal field name: '" + field + "'");
        }
    }

    private static void requireExpiry(Document key, @Nullable Object seconds) {
        if (seconds == null) {
            return;
        }
        if (!(seconds instanceof Number number) || number.longValue() < 0 || number.longValue() > Integer.MAX_VALUE) {
            throw Refusal.cannotCreateIndex("TTL index 'expireAfterSeconds' option must be within an acceptable range");
        }
        if (key.size() > 1) {
            throw Refusal.cannotCreateIndex(
                    "TTL indexes are single-field indexes, compound indexes do not support TTL");
        }
    }

    Document dropIndexes(Request request) {
        request.allow(Set.of("index"), Set.of());
        StoredCollection collection = engine.find(request.database(), request.collection());
        if (collection == null) {
            throw Refusal.namespaceNotFound("ns not found " + request.namespace());
        }
        int before = collection.storedIndexes().size() + 1;
        Object wanted = request.body().get("index");
        if ("*".equals(wanted)) {
            for (StoredIndex index : collection.storedIndexes()) {
                engine.dropIndex(collection, index);
            }
        } else if (wanted instanceof Collection<?> names) {
            for (Object name : names) {
                engine.dropIndex(collection, require(collection, name));
            }
        } else {
            engine.dropIndex(collection, require(collection, wanted));
        }
        return new Document("nIndexesWas", before);
    }

    private static StoredIndex require(StoredCollection collection, @Nullable Object nameOrKey) {
        boolean primary = "_id_".equals(nameOrKey)
                || (nameOrKey instanceof Document key
                        && List.copyOf(key.keySet()).equals(List.of("_id")));
        if (primary) {
            throw new MongoServerError(72, "InvalidOptions", "cannot drop _id index");
        }
        for (StoredIndex index : collection.storedIndexes()) {
            boolean same = nameOrKey instanceof Document key
                    ? IndexDefinition.read(new Document("name", "x").append("key", key))
                            .sameKey(index.definition())
                    : index.name().equals(nameOrKey);
            if (same) {
                return index;
            }
        }
        throw new MongoServerError(
                27,
                "IndexNotFound",
                nameOrKey instanceof Document
                        ? "can't find index with key: " + nameOrKey
                        : "index not found with name [" + nameOrKey + "]");
    }

    Document listIndexes(Request request) {
        request.allow(Set.of("cursor"), Set.of());
        StoredCollection collection = engine.find(request.database(), request.collection());
        if (collection == null) {
            throw Refusal.namespaceNotFound("ns does not exist: " + request.namespace());
        }
        List<Document> result = new ArrayList<>();
        result.add(new Document("v", 2).append("key", new Document("_id", 1)).append("name", "_id_"));
        for (StoredIndex index : collection.storedIndexes()) {
            if (index.isReady()) {
                result.add(index.definition().describe());
            }
        }
        return listed(request.namespace(), result, request);
    }

    Document listCollections(Request request) {
        request.allow(Set.of("filter", "nameOnly", "authorizedCollections", "cursor"), Set.of());
        Filter filter = FilterReader.read(request.document("filter"));
        boolean nameOnly = request.flag("nameOnly", false);
        List<Document> result = new ArrayList<>();
        for (String name : engine.collections(request.database()).keySet()) {
            Document item = new Document("name", name);
            item.put("type", "collection");
            if (!nameOnly) {
                item.put("options", new Document());
                item.put("info", new Document("readOnly", false));
                item.put(
                        "idIndex",
                        new Document("v", 2)
                                .append("key", new Document("_id", 1))
                                .append("name", "_id_"));
            }
            if (filter.matches(item)) {
                result.add(item);
            }
        }
        return listed(request.database() + ".$cmd.listCollections", result, request);
    }

    private Document listed(String namespace, List<Document> documents, Request request) {
        Iterator<RawDocument> iterator = Reading.encoded(documents).iterator();
        Document options = request.document("cursor");
        @Nullable Long batchSize = options.get("batchSize") instanceof Number size ? (Long) size.longValue() : null;
        Cursors.Source source = new Cursors.Source() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public RawDocument next() {
                return iterator.next();
            }

            @Override
            public void close() {}
        };
        return cursors.open(namespace, source, batchSize, false, false);
    }

    Document listDatabases(Request request) {
        request.allow(Set.of("filter", "nameOnly", "authorizedDatabases"), Set.of());
        Filter filter = FilterReader.read(request.document("filter"));
        List<Document> result = new ArrayList<>();
        for (String name : engine.databaseNames()) {
            Document item = new Document("name", name);
            item.put("empty", false);
            if (filter.matches(item)) {
                result.add(item);
            }
        }
        Document answer = new Document("databases", result);
        answer.put("totalSize", engine.storage().size());
        return answer;
    }
}
