package io.communitycloud.common.events.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import io.communitycloud.common.events.EventMeta;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * What a service keeps of another's aggregates: one document per aggregate, with the last sequence it has seen.
 *
 * <p>Effect and memory are one write, so an event that comes twice, or after a later one, changes nothing.
 *
 * @param <T> the record a document is read as
 */
public final class Projection<T> {

    private final Class<T> type;
    private final String collection;
    private final MongoTemplate mongo;

    public Projection(Class<T> type, String collection, MongoTemplate mongo) {
        this.type = type;
        this.collection = collection;
        this.mongo = mongo;
    }

    /**
     * Keeps the state that an event tells whole.
     *
     * @return false where this or a later event of the aggregate was applied before
     */
    public boolean put(EventMeta event, T state) {
        Document document = new Document();
        mongo.getConverter().write(state, document);
        document.append("_id", event.subject()).append("seen", event.sequence());
        return applied(() -> documents().replaceOne(unseen(event), document, new ReplaceOptions().upsert(true)));
    }

    /**
     * Changes the state by what an event tells of it.
     *
     * @return false where this or a later event of the aggregate was applied before
     */
    public boolean change(EventMeta event, Bson update) {
        Bson seen = com.mongodb.client.model.Updates.combine(
                update, com.mongodb.client.model.Updates.set("seen", event.sequence()));
        return applied(() -> documents().updateOne(unseen(event), seen, new UpdateOptions().upsert(true)));
    }

    /** Finds what is kept of one aggregate. */
    public Optional<T> find(String id) {
        return Optional.ofNullable(documents().find(eq("_id", id)).first())
                .map(document -> mongo.getConverter().read(type, document));
    }

    /** The documents, for the queries that the projection exists for. */
    public MongoCollection<Document> documents() {
        return mongo.getCollection(collection);
    }

    private static Bson unseen(EventMeta event) {
        return and(eq("_id", event.subject()), lt("seen", event.sequence()));
    }

    /** An upsert that meets the document of a later sequence fails on its id: that is how a repetition shows. */
    private static boolean applied(Runnable write) {
        try {
            write.run();
            return true;
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
    }
}
