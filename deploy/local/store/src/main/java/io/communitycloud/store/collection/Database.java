package io.communitycloud.store.collection;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.communitycloud.store.Refusal;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** A database as the inherited aggregation stages see it: a name and a way to collections. */
public final class Database implements MongoDatabase {

    private final Engine engine;
    private final String name;

    Database(Engine engine, String name) {
        this.engine = engine;
        this.name = name;
    }

    @Override
    public String getDatabaseName() {
        return name;
    }

    @Override
    public @Nullable MongoCollection<?> resolveCollection(String collectionName, boolean throwIfNotFound) {
        StoredCollection collection = engine.find(name, collectionName);
        if (collection == null && throwIfNotFound) {
            throw Refusal.namespaceNotFound("ns not found: " + name + "." + collectionName);
        }
        return collection;
    }

    @Override
    public MongoCollection<?> createCollectionOrThrowIfExists(String collectionName, CollectionOptions options) {
        return engine.create(name, collectionName);
    }

    @Override
    public void dropCollection(String collectionName, Oplog oplog) {
        boolean ignored = engine.drop(name, collectionName);
    }

    @Override
    public void moveCollection(MongoDatabase oldDatabase, MongoCollection<?> collection, String newCollectionName) {
        engine.rename(oldDatabase.getDatabaseName(), collection.getCollectionName(), name, newCollectionName, false);
    }

    @Override
    public boolean isEmpty() {
        return engine.collections(name).isEmpty();
    }

    @Override
    public void drop(Oplog oplog) {
        engine.dropDatabase(name);
    }

    @Override
    public void handleClose(Channel channel) {}

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databaseResolver, Oplog oplog) {
        throw new UnsupportedOperationException("commands are dispatched elsewhere");
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        throw new UnsupportedOperationException("queries are dispatched elsewhere");
    }

    @Override
    public void unregisterCollection(String collectionName) {
        throw new UnsupportedOperationException("collections are registered by the engine");
    }
}
