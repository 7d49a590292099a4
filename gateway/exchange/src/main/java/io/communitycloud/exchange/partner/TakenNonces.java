package io.communitycloud.exchange.partner;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.identity.Scope;
import java.time.Instant;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/**
 * The nonces of signed calls, kept as long as their signatures are good.
 *
 * <p>Each is a document of its own whose id is the nonce: that it came before shows in the write itself, over restarts and
 * however many doors ask.
 */
@Repository
class TakenNonces {

    private static final String COLLECTION = "nonces";

    private final MongoTemplate mongo;

    TakenNonces(MongoTemplate mongo, Indexes indexes) {
        this.mongo = mongo;
        indexes.require(COLLECTION, Index.on("until"));
    }

    /** Takes a nonce; false where it was taken before. */
    boolean take(Scope scope, String keyId, String nonce, Instant until) {
        try {
            nonces().insertOne(new Document("_id", scope.key() + ' ' + keyId + ' ' + nonce).append("until", until));
            return true;
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
    }

    /** Forgets those whose signatures are too old by themselves. */
    long forgetEnded(Instant now) {
        return nonces().deleteMany(Filters.lt("until", now)).getDeletedCount();
    }

    private MongoCollection<Document> nonces() {
        return mongo.getCollection(COLLECTION);
    }
}
