package io.communitycloud.exchange.intake;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/**
 * The signatures of accepted messages, as long as their time would let them come again.
 *
 * <p>A signature is kept once its message is durable and not before: what was never acknowledged may be sent again as it
 * is.
 */
@Repository
class Signatures {

    private static final String COLLECTION = "inbox_signatures";
    /** Longer than any skew of a manifest, to both sides. */
    private static final Duration KEPT_FOR = Duration.ofHours(1);

    private final MongoTemplate mongo;
    private final Clock clock;

    Signatures(MongoTemplate mongo, Indexes indexes, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
        indexes.require(COLLECTION, Index.on("at"));
    }

    boolean seen(String system, String signature) {
        return signatures().find(eq("_id", id(system, signature))).first() != null;
    }

    void keep(String system, String signature) {
        signatures()
                .updateOne(
                        eq("_id", id(system, signature)),
                        Updates.setOnInsert("at", at(clock.instant())),
                        new UpdateOptions().upsert(true));
    }

    /** Forgets those whose time alone would refuse them. */
    @Scheduled(fixedDelayString = "${exchange.intake.forget:10m}", initialDelayString = "${exchange.intake.forget:10m}")
    void forget() {
        signatures().deleteMany(lt("at", at(clock.instant().minus(KEPT_FOR))));
    }

    private static String id(String system, String signature) {
        return system + ":" + signature;
    }

    private static long at(Instant time) {
        return time.toEpochMilli();
    }

    private MongoCollection<Document> signatures() {
        return mongo.getCollection(COLLECTION);
    }
}
