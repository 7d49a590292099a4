package io.communitycloud.exchange.intake;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import io.communitycloud.common.events.Ids;
import io.communitycloud.common.web.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Predicate;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/**
 * Which push or file has which ticket: named before anything of it is written, so that whoever brings the same again, at the
 * same moment or after a crash, writes the same documents.
 */
@Repository
class IntakeKeys {

    private static final String COLLECTION = "intake_keys";
    /** So long a key may be bound to a content that was never acknowledged. */
    private static final Duration UNDECIDED = Duration.ofSeconds(60);

    private final MongoTemplate mongo;
    private final Clock clock;

    IntakeKeys(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * The ticket of a push.
     *
     * @param hash of what it says
     * @param arrived whether a ticket is in the store
     * @throws Refused 422 where the key is that of another push
     */
    String ticketOf(String system, String key, String hash, Predicate<String> arrived) {
        String id = system + ":" + digest(key);
        long now = clock.instant().toEpochMilli();
        try {
            String ticket = Ids.next();
            keys().insertOne(new Document("_id", id)
                    .append("hash", hash)
                    .append("ticket", ticket)
                    .append("at", now));
            return ticket;
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failure;
            }
        }
        Document found = keys().find(eq("_id", id)).first();
        if (found == null) {
            throw new Refused(IntakeRefusal.BEING_ACCEPTED);
        }
        String ticket = found.getString("ticket");
        if (found.getString("hash").equals(hash)) {
            return ticket;
        }
        long at = found.getLong("at");
        if (arrived.test(ticket) || at + UNDECIDED.toMillis() > now) {
            throw new Refused(IntakeRefusal.KEY_OF_ANOTHER);
        }
        String another = Ids.next();
        boolean taken = keys().updateOne(
                                and(eq("_id", id), eq("ticket", ticket)),
                                Updates.combine(
                                        Updates.set("hash", hash),
                                        Updates.set("ticket", another),
                                        Updates.set("at", now)))
                        .getMatchedCount()
                == 1;
        if (!taken) {
            throw new Refused(IntakeRefusal.BEING_ACCEPTED);
        }
        return another;
    }

    /** SHA-256 in hexadecimal. */
    static String digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", impossible);
        }
    }

    private MongoCollection<Document> keys() {
        return mongo.getCollection(COLLECTION);
    }
}
