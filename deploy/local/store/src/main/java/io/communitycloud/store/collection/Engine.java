package io.communitycloud.store.collection;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.communitycloud.store.Refusal;
import io.communitycloud.store.StoreSettings;
import io.communitycloud.store.bson.BsonReader;
import io.communitycloud.store.bson.BsonWriter;
import io.communitycloud.store.bson.Fields;
import io.communitycloud.store.index.IndexDefinition;
import io.communitycloud.store.index.StoredIndex;
import io.communitycloud.store.log.LogRecord;
import io.communitycloud.store.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All collections of a store and the catalogue that says which there are.
 *
 * <p>The catalogue is a map like any other: an entry per collection with its number and its indexes. Its changes are
 * logged, so that a collection created by its first insert is there after a crash as that insert is.
 */
public final class Engine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final String LAST_ID = "#id";

    private final StoreSettings settings;
    private final Storage storage;
    private final Map<String, StoredCollection> byNamespace = new ConcurrentHashMap<>();
    private final Map<Integer, StoredCollection> byId = new ConcurrentHashMap<>();
    private final Map<String, Database> databases = new ConcurrentHashMap<>();
    private final Object definition = new Object();

    private Engine(StoreSettings settings, Storage storage) {
        this.settings = settings;
        this.storage = storage;
    }

    /** Opens what is there and brings it to where it was. */
    public static Engine open(StoreSettings settings) {
        Storage storage = Storage.open(settings);
        try {
            Engine engine = new Engine(settings, storage);
            for (Map.Entry<String, byte[]> entry : storage.catalogue().entrySet()) {
                engine.register(entry.getKey(), entry.getValue());
            }
            storage.recover(engine::replay);
            engine.dropUnfinishedIndexes();
            engine.rebuildDamagedIndexes();
            return engine;
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    /** After a power failure without fsync, files of an index may be missing; the documents say what was in them. */
    private void rebuildDamagedIndexes() {
        for (StoredCollection collection : all()) {
            for (StoredIndex index : collection.storedIndexes()) {
                if (index.layers().isDamaged()) {
                    LOG.warn("building {} of {} anew: its files are not whole", index.name(), collection.getFullName());
                    dropIndex(collection, index);
                    boolean ignored = createIndex(collection, index.definition());
                }
            }
        }
    }

    public StoreSettings settings() {
        return settings;
    }

    public Storage storage() {
        return storage;
    }

    public Database database(String name) {
        return databases.computeIfAbsent(name, present -> new Database(this, present));
    }

    public @Nullable StoredCollection find(String database, String name) {
        return byNamespace.get(database + "." + name);
    }

    public StoredCollection require(String database, String name) {
        StoredCollection collection = find(database, name);
        return collection == null ? create(database, name) : collection;
    }

    public Collection<StoredCollection> all() {
        return byNamespace.values();
    }

    /** A database's collections by name. */
    public Map<String, StoredCollection> collections(String database) {
        Map<String, StoredCollection> result = new TreeMap<>();
        for (StoredCollection collection : byNamespace.values()) {
            if (collection.getDatabaseName().equals(database)) {
                result.put(collection.getCollectionName(), collection);
            }
        }
        return result;
    }

    public Set<String> databaseNames() {
        Set<String> result = new TreeSet<>();
        for (StoredCollection collection : byNamespace.values()) {
            result.add(collection.getDatabaseName());
        }
        return result;
    }

    /** Creates a collection unless it is there. */
    public StoredCollection create(String database, String name) {
        requireValidName(database, name);
        String namespace = database + "." + name;
        synchronized (definition) {
            StoredCollection present = byNamespace.get(namespace);
            if (present != null) {
                return present;
            }
            int id = nextId();
            StoredCollection collection = open(id, database, name, List.of());
            storage.change(() -> {
                save(collection);
                enlist(namespace, collection);
            });
            return collection;
        }
    }

    private static void requireValidName(String database, String name) {
        if (name.isEmpty() || name.contains("$") || name.startsWith(".") || name.indexOf(0) >= 0) {
            throw new MongoServerError(73, "InvalidNamespace", "Invalid collection name: '" + name + "'");
        }
        if (name.startsWith("system.")) {
            throw new MongoServerError(
                    73, "InvalidNamespace", "cannot write to system namespace " + database + "." + name);
        }
        if (database.isEmpty() || database.contains(".") || database.contains(" ") || database.contains("$")) {
            throw new MongoServerError(73, "InvalidNamespace", "Invalid database name: '" + database + "'");
        }
        if (database.length() + name.length() > 254) {
            throw new MongoServerError(73, "InvalidNamespace", "namespace is longer than 255 bytes");
        }
    }

    private StoredCollection open(int id, String database, String name, List<StoredIndex> indexes) {
        return new StoredCollection(
                id,
                database(database),
                name,
                storage,
                storage.openData(id),
                indexes,
                settings.memoryLimit(),
                this::rememberArrays);
    }

    private void enlist(String namespace, StoredCollection collection) {
        byNamespace.put(namespace, collection);
        byId.put(collection.id(), collection);
    }

    private int nextId() {
        int[] id = new int[1];
        storage.change(() -> {
            byte[] last = storage.catalogue().get(LAST_ID);
            id[0] = last == null ? 1 : Integer.parseInt(new String(last, StandardCharsets.UTF_8)) + 1;
            putCatalogue(LAST_ID, Integer.toString(id[0]).getBytes(StandardCharsets.UTF_8));
        });
        return id[0];
    }

    private void putCatalogue(String key, byte @Nullable [] value) {
        storage.log(new LogRecord(LogRecord.CATALOGUE, key.getBytes(StandardCharsets.UTF_8), value));
        if (value == null) {
            byte[] ignored = storage.catalogue().remove(key);
        } else {
            byte[] ignored = storage.catalogue().put(key, value);
        }
    }

    private void save(StoredCollection collection) {
        Document entry = new Document("id", collection.id());
        List<Document> indexes = new ArrayList<>();
        for (StoredIndex index : collection.storedIndexes()) {
            Document description = index.definition().describe();
            description.put("id", index.id());
            description.put("ready", index.isReady());
            description.put("arrays", index.arrays().stream().boxed().toList());
            indexes.add(description);
        }
        entry.put("indexes", indexes);
        BsonWriter writer = new BsonWriter();
        writer.document(entry);
        putCatalogue(collection.getFullName(), writer.toByteArray());
    }

    private void rememberArrays(StoredCollection collection) {
        storage.change(() -> save(collection));
    }

    // Recovery

    private void register(String namespace, byte[] bytes) {
        if (namespace.startsWith("#")) {
            return;
        }
        Document entry = BsonReader.document(bytes);
        int id = Fields.integer(entry, "id");
        StoredCollection present = byNamespace.get(namespace);
        List<StoredIndex> indexes = new ArrayList<>();
        for (Object item : (List<?>) Objects.requireNonNull(entry.get("indexes"))) {
            Document description = (Document) Objects.requireNonNull(item);
            int indexId = Fields.integer(description, "id");
            BitSet arrays = new BitSet();
            for (Object field : (List<?>) Objects.requireNonNull(description.get("arrays"))) {
                arrays.set((Integer) Objects.requireNonNull(field));
            }
            indexes.add(new StoredIndex(
                    indexId,
                    IndexDefinition.read(description),
                    storage.openIndex(indexId),
                    Boolean.TRUE.equals(description.get("ready")),
                    arrays));
        }
        if (present != null && present.id() == id) {
            present.setStoredIndexes(indexes);
            return;
        }
        int dot = namespace.indexOf('.');
        enlist(namespace, open(id, namespace.substring(0, dot), namespace.substring(dot + 1), indexes));
    }

    private void replay(LogRecord entry) {
        if (entry.space() != LogRecord.CATALOGUE) {
            StoredCollection collection = byId.get(entry.space());
            if (collection != null) {
                collection.replay(entry.key(), entry.value());
            }
            return;
        }
        String key = new String(entry.key(), StandardCharsets.UTF_8);
        byte[] value = entry.value();
        if (value == null) {
            byte[] ignored = storage.catalogue().remove(key);
            StoredCollection dropped = byNamespace.remove(key);
            if (dropped != null && !isElsewhere(dropped)) {
                discard(dropped);
            }
            return;
        }
        byte[] ignored = storage.catalogue().put(key, value);
        StoredCollection before = byNamespace.get(key);
        List<StoredIndex> indexesBefore = before == null ? List.of() : before.storedIndexes();
        register(key, value);
        StoredCollection after = byNamespace.get(key);
        if (after != null && after == before) {
            for (StoredIndex index : indexesBefore) {
                if (after.storedIndexes().stream().noneMatch(kept -> kept.id() == index.id())) {
                    storage.removeIndex(index.id());
                }
            }
        }
    }

    private boolean isElsewhere(StoredCollection collection) {
        return byNamespace.values().stream().anyMatch(other -> other.id() == collection.id());
    }

    /** An index whose building was cut short was never acknowledged. */
    private void dropUnfinishedIndexes() {
        for (StoredCollection collection : all()) {
            for (StoredIndex index : collection.storedIndexes()) {
                if (!index.isReady()) {
                    LOG.warn("dropping {} of {}: its building was cut short", index.name(), collection.getFullName());
                    remove(collection, index);
                }
            }
        }
    }

    // Definition

    public boolean drop(String database, String name) {
        synchronized (definition) {
            String namespace = database + "." + name;
            StoredCollection collection = byNamespace.get(namespace);
            if (collection == null) {
                return false;
            }
            collection.exclusively(() -> storage.change(() -> {
                putCatalogue(namespace, null);
                byNamespace.remove(namespace);
                discard(collection);
            }));
            return true;
        }
    }

    private void discard(StoredCollection collection) {
        byId.remove(collection.id());
        for (StoredIndex index : collection.storedIndexes()) {
            storage.removeIndex(index.id());
        }
        collection.setStoredIndexes(List.of());
        storage.remove(collection.data());
    }

    public void dropDatabase(String database) {
        for (String name : collections(database).keySet()) {
            boolean ignored = drop(database, name);
        }
    }

    public void rename(String database, String name, String toDatabase, String toName, boolean dropTarget) {
        requireValidName(toDatabase, toName);
        synchronized (definition) {
            StoredCollection collection = find(database, name);
            if (collection == null) {
                throw Refusal.namespaceNotFound("Source collection " + database + "." + name + " does not exist");
            }
            if (find(toDatabase, toName) != null) {
                if (!dropTarget) {
                    throw new MongoServerError(48, "NamespaceExists", "target namespace exists");
                }
                boolean ignored = drop(toDatabase, toName);
            }
            collection.exclusively(() -> storage.change(() -> {
                String old = collection.getFullName();
                collection.renameTo(database(toDatabase), toName);
                save(collection);
                byNamespace.put(collection.getFullName(), collection);
                putCatalogue(old, null);
                byNamespace.remove(old);
            }));
        }
    }

    /** Creates an index and fills it; returns false if the very same is there already. */
    public boolean createIndex(StoredCollection collection, IndexDefinition wanted) {
        StoredIndex index;
        StoredCollection.Snapshot[] snapshot = new StoredCollection.Snapshot[1];
        synchronized (definition) {
            for (StoredIndex present : collection.storedIndexes()) {
                IndexDefinition known = present.definition();
                if (known.name().equals(wanted.name())) {
                    if (known.sameKey(wanted) && known.sameOptions(wanted)) {
                        return false;
                    }
                    throw new MongoServerError(
                            86,
                            "IndexKeySpecsConflict",
                            "An existing index has the same name as the requested index. Requested index: "
                                    + wanted.describe() + ", existing index: " + known.describe());
                }
                if (known.sameKey(wanted)) {
                    throw new MongoServerError(
                            85, "IndexOptionsConflict", "Index already exists with a different name: " + known.name());
                }
            }
            int id = nextId();
            index = new StoredIndex(id, wanted, storage.openIndex(id), false, new BitSet());
            StoredIndex added = index;
            collection.exclusively(() -> storage.change(() -> {
                List<StoredIndex> indexes = new ArrayList<>(collection.storedIndexes());
                indexes.add(added);
                collection.setStoredIndexes(indexes);
                save(collection);
                if (collection.isEmpty()) {
                    added.layers().markBuilt();
                } else {
                    snapshot[0] = collection.snapshot();
                }
            }));
        }
        try {
            if (snapshot[0] != null) {
                collection.build(index, snapshot[0]);
                index.layers().markBuilt();
                // The entries are in no log: they must be on disk before the index counts as there.
                storage.checkpoint();
            }
        } catch (IOException e) {
            remove(collection, index);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            remove(collection, index);
            throw e;
        }
        StoredIndex built = index;
        collection.exclusively(() -> storage.change(() -> {
            built.markReady();
            save(collection);
        }));
        return true;
    }

    public void dropIndex(StoredCollection collection, StoredIndex index) {
        synchronized (definition) {
            remove(collection, index);
        }
    }

    private void remove(StoredCollection collection, StoredIndex index) {
        collection.exclusively(() -> storage.change(() -> {
            List<StoredIndex> indexes = new ArrayList<>(collection.storedIndexes());
            indexes.removeIf(present -> present.id() == index.id());
            collection.setStoredIndexes(indexes);
            save(collection);
            storage.removeIndex(index.id());
        }));
    }

    /** Changes when documents of an index expire. */
    public void changeExpiry(StoredCollection collection, StoredIndex index, long seconds) {
        synchronized (definition) {
            IndexDefinition old = index.definition();
            IndexDefinition changed =
                    new IndexDefinition(old.name(), old.fields(), old.unique(), old.sparse(), seconds);
            StoredIndex replacement =
                    new StoredIndex(index.id(), changed, index.layers(), index.isReady(), index.arrays());
            collection.exclusively(() -> storage.change(() -> {
                List<StoredIndex> indexes = new ArrayList<>(collection.storedIndexes());
                indexes.replaceAll(present -> present.id() == index.id() ? replacement : present);
                collection.setStoredIndexes(indexes);
                save(collection);
            }));
        }
    }

    @Override
    public void close() {
        storage.close();
    }
}
