package io.communitycloud.exchange.sandbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** What bureaus have made in the sandbox, each its own; made up from end to end, and so in clear. */
@Repository
class SandboxRecords {

    private static final String COLLECTION = "sandbox_records";

    private final MongoTemplate mongo;

    SandboxRecords(MongoTemplate mongo, Indexes indexes) {
        this.mongo = mongo;
        indexes.require(COLLECTION, Index.on("bureau", "kind", "at"));
        indexes.require(COLLECTION, Index.on("at"));
    }

    /** Keeps an answer; the same made again stays as it is. */
    void keep(String bureau, String kind, String id, String answer, Instant now) {
        records()
                .updateOne(
                        eq("_id", key(bureau, kind, id)),
                        Updates.combine(
                                Updates.setOnInsert("bureau", bureau),
                                Updates.setOnInsert("kind", kind),
                                Updates.setOnInsert("answer", answer),
                                Updates.setOnInsert("at", now.toEpochMilli())),
                        new UpdateOptions().upsert(true));
    }

    Optional<String> find(String bureau, String kind, String id) {
        return Optional.ofNullable(
                        records().find(eq("_id", key(bureau, kind, id))).first())
                .map(found -> found.getString("answer"));
    }

    /** A bureau's, newest first. */
    List<String> newest(String bureau, String kind, int atMost) {
        Bson theirs = and(eq("bureau", bureau), eq("kind", kind));
        return records()
                .find(theirs)
                .sort(Sorts.descending("at"))
                .limit(atMost)
                .map(found -> found.getString("answer"))
                .into(new ArrayList<>());
    }

    /** Forgets what was made before a time. */
    long forgetBefore(Instant time) {
        return records().deleteMany(lt("at", time.toEpochMilli())).getDeletedCount();
    }

    private static String key(String bureau, String kind, String id) {
        return bureau + ":" + kind + ":" + id;
    }

    private MongoCollection<Document> records() {
        return mongo.getCollection(COLLECTION);
    }
}
