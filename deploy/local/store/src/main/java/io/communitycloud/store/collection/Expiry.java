package io.communitycloud.store.collection;

import de.bwaldvogel.mongo.bson.Document;
import io.communitycloud.store.index.StoredIndex;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes documents whose time has passed, by the indexes that say when. */
public final class Expiry {

    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

    private final Engine engine;

    public Expiry(Engine engine) {
        this.engine = engine;
    }

    public void run() {
        Instant now = engine.settings().clock().instant();
        for (StoredCollection collection : engine.all()) {
            for (StoredIndex index : collection.storedIndexes()) {
                Long seconds = index.definition().expireAfterSeconds();
                if (seconds != null && index.isReady()) {
                    delete(collection, index, now.minusSeconds(seconds));
                }
            }
        }
    }

    private void delete(StoredCollection collection, StoredIndex index, Instant before) {
        String field = index.definition().fields().getFirst().name();
        Document filter = new Document(field, new Document("$lt", before));
        engine.storage().requireSpace();
        int deleted = collection.delete(Query.of(filter).hinted(index.name()));
        engine.storage().awaitDurable();
        if (deleted > 0) {
            LOG.debug("{} documents of {} have expired", deleted, collection.getFullName());
        }
    }
}
