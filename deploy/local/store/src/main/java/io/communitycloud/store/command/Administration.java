package io.communitycloud.store.command;

import de.bwaldvogel.mongo.bson.Document;
import io.communitycloud.store.Refusal;
import io.communitycloud.store.collection.Engine;
import io.communitycloud.store.collection.StoredCollection;
import io.communitycloud.store.index.StoredIndex;
import io.communitycloud.store.inspection.Checker;
import io.communitycloud.store.inspection.Finding;
import io.communitycloud.store.layer.BlockReads;
import io.communitycloud.store.storage.DocumentReads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;

/** The commands about the server itself. */
final class Administration {

    /** What drivers are told; the wire version says the same. */
    static final String VERSION = "4.4.0";

    private static final int WIRE_VERSION = 9;
    private static final int MAX_DOCUMENT = 16 << 20;
    private static final int MAX_MESSAGE = 48_000_000;
    private static final int MAX_BATCH = 100_000;

    private final Engine engine;
    private final Cursors cursors;
    private final long started = System.nanoTime();

    Administration(Engine engine, Cursors cursors) {
        this.engine = engine;
        this.cursors = cursors;
    }

    Document hello(Request request) {
        Document answer = new Document();
        answer.put(request.name().equals("hello") ? "isWritablePrimary" : "ismaster", true);
        answer.put("helloOk", true);
        answer.put("maxBsonObjectSize", MAX_DOCUMENT);
        answer.put("maxMessageSizeBytes", MAX_MESSAGE);
        answer.put("maxWriteBatchSize", MAX_BATCH);
        answer.put("localTime", engine.settings().clock().instant());
        answer.put("minWireVersion", 0);
        answer.put("maxWireVersion", WIRE_VERSION);
        answer.put("readOnly", false);
        return answer;
    }

    Document buildInfo() {
        Document answer = new Document("version", VERSION);
        answer.put("versionArray", List.of(4, 4, 0, 0));
        answer.put("modules", List.of("community-cloud-store"));
        answer.put("storageEngines", List.of("mvstore"));
        answer.put("bits", 64);
        answer.put("debug", false);
        answer.put("maxBsonObjectSize", MAX_DOCUMENT);
        return answer;
    }

    Document serverStatus() {
        long uptime = (System.nanoTime() - started) / 1_000_000;
        Document answer = new Document("host", "127.0.0.1");
        answer.put("version", VERSION);
        answer.put("process", "community-cloud-store");
        answer.put("pid", ProcessHandle.current().pid());
        answer.put("uptime", uptime / 1000.0);
        answer.put("uptimeMillis", uptime);
        answer.put("localTime", engine.settings().clock().instant());
        answer.put("metrics", new Document("cursor", new Document("open", new Document("total", (long)
                cursors.size()))));
        BlockReads blocks = engine.storage().blockReads();
        DocumentReads documents = engine.storage().documentReads();
        answer.put(
                "storageEngine",
                new Document("name", "mvstore")
                        .append("persistent", engine.storage().isPersistent())
                        .append("documentsLookedUp", documents.lookedUp())
                        .append("documentsReadFromMap", documents.fromMap())
                        .append("pageReads", engine.storage().pageReads())
                        .append("indexBlocksLookedUp", blocks.lookedUp())
                        .append("indexBlocksRead", blocks.fromFile()));
        return answer;
    }

    Document hostInfo() {
        Document system = new Document("hostname", "127.0.0.1");
        system.put("numCores", Runtime.getRuntime().availableProcessors());
        Document answer = new Document("system", system);
        answer.put("os", new Document("type", System.getProperty("os.name")));
        answer.put("extra", new Document());
        return answer;
    }

    Document commandLine() {
        List<String> arguments = ManagementFactory.getRuntimeMXBean().getInputArguments();
        return new Document("argv", arguments).append("parsed", new Document());
    }

    Document parameter(Request request) {
        if (request.body().containsKey("featureCompatibilityVersion")) {
            return new Document("featureCompatibilityVersion", new Document("version", "4.4"));
        }
        throw Refusal.notImplemented("getParameter of " + request.body().keySet());
    }

    Document log() {
        return new Document("totalLinesWritten", 0).append("log", List.of());
    }

    Document connectionStatus() {
        Document authentication = new Document("authenticatedUsers", List.of());
        authentication.put("authenticatedUserRoles", List.of());
        return new Document("authInfo", authentication);
    }

    Document collectionStats(Request request) {
        request.allow(Set.of("scale"), Set.of());
        Document answer = new Document("ns", request.namespace());
        StoredCollection collection = engine.find(request.database(), request.collection());
        if (collection == null) {
            answer.put("count", 0);
            answer.put("size", 0);
            answer.put("nindexes", 0);
            return answer;
        }
        answer.put("count", Reading.number(collection.data().sizeAsLong()));
        answer.put("nindexes", collection.storedIndexes().size() + 1);
        Document entries = new Document("_id_", Reading.number(collection.data().sizeAsLong()));
        Document files = new Document();
        for (StoredIndex index : collection.storedIndexes()) {
            entries.put(index.name(), Reading.number(index.layers().size()));
            files.put(index.name(), index.layers().runs());
        }
        answer.put("indexEntries", entries);
        answer.put("indexFiles", files);
        answer.put("storageSize", engine.storage().size());
        return answer;
    }

    Document databaseStats(Request request) {
        request.allow(Set.of("scale", "freeStorage"), Set.of());
        long objects = 0;
        int indexes = 0;
        int collections = 0;
        for (StoredCollection collection :
                engine.collections(request.database()).values()) {
            collections++;
            objects += collection.data().sizeAsLong();
            indexes += collection.storedIndexes().size() + 1;
        }
        Document answer = new Document("db", request.database());
        answer.put("collections", collections);
        answer.put("objects", Reading.number(objects));
        answer.put("indexes", indexes);
        answer.put("storageSize", engine.storage().size());
        answer.put("fsUsedSize", engine.storage().size());
        return answer;
    }

    Document validate(Request request) {
        request.allow(Set.of("full", "background", "metadata", "checkBSONConformance"), Set.of("repair"));
        StoredCollection collection = engine.find(request.database(), request.collection());
        if (collection == null) {
            throw Refusal.namespaceNotFound("Collection '" + request.namespace() + "' does not exist to validate.");
        }
        List<Finding> findings = Checker.check(collection);
        Document answer = new Document("ns", request.namespace());
        answer.put("nrecords", Reading.number(collection.data().sizeAsLong()));
        answer.put("nIndexes", collection.storedIndexes().size() + 1);
        Document keys = new Document("_id_", Reading.number(collection.data().sizeAsLong()));
        for (StoredIndex index : collection.storedIndexes()) {
            keys.put(index.name(), Reading.number(index.layers().size()));
        }
        answer.put("keysPerIndex", keys);
        answer.put("valid", findings.isEmpty());
        answer.put("errors", findings.stream().map(Finding::toString).toList());
        answer.put("warnings", List.of());
        return answer;
    }

    Document fsync(Request request) {
        request.allow(Set.of("async"), Set.of("lock"));
        try {
            engine.storage().checkpoint();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Document("numFiles", 1);
    }
}
