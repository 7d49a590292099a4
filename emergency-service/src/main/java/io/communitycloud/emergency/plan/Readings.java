package io.communitycloud.emergency.plan;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.identity.Scope;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** Who has read which version of a plan: an entry per reader, kept for ever. */
@Repository
class Readings {

    private static final String COLLECTION = "plan_readings";

    private final MongoTemplate mongo;

    Readings(MongoTemplate mongo, Indexes indexes) {
        this.mongo = mongo;
        indexes.require(COLLECTION, Index.on("scope", "version", "_id"));
    }

    /** Remembers that somebody read it; the first time counts. */
    void read(PlanVersion version, String reader, Instant now) {
        Document entry = new Document();
        mongo.getConverter()
                .write(new Reading(version.id() + "." + reader, version.id(), version.scope(), reader, now), entry);
        try {
            mongo.getCollection(COLLECTION).insertOne(entry);
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failure;
            }
        }
    }

    /** When each reader read it. */
    Map<String, Instant> of(PlanVersion version, Scope scope) {
        Map<String, Instant> readers = new HashMap<>();
        mongo.getCollection(COLLECTION)
                .find(and(eq("scope", scope.key()), eq("version", version.id())))
                .map(document -> mongo.getConverter().read(Reading.class, document))
                .forEach(reading -> readers.put(reading.reader(), reading.at()));
        return readers;
    }

    /** Somebody read it. */
    record Reading(@Id String id, String version, List<String> scope, String reader, Instant at) {}
}
