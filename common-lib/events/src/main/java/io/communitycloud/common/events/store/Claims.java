package io.communitycloud.common.events.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.Predicate;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Claims on what may exist once in the city: a document whose {@code _id} is the claimed value, pointing to its target.
 *
 * <p>A claim is made before its target is written. One whose target never came, because the process died in between, is
 * taken over by compare-and-set once it is {@link #ABANDONED_AFTER} old.
 */
public final class Claims {

    /** How long a claim without its target keeps others waiting. */
    public static final Duration ABANDONED_AFTER = Duration.ofSeconds(60);

    private final String collection;
    private final MongoTemplate mongo;
    private final Clock clock;

    /** Claims that last as long as what they are made for. */
    public Claims(MongoTemplate mongo, Clock clock) {
        this("claims", mongo, clock);
    }

    Claims(String collection, MongoTemplate mongo, Clock clock) {
        this.collection = collection;
        this.mongo = mongo;
        this.clock = clock;
    }

    /** What came of an attempt to claim. */
    public sealed interface Outcome {
        /** The claim is the caller's; its target is to be written under this id. */
        record Won(String target) implements Outcome {}

        /** The value belongs to a target that is there. */
        record Held(String target, String fingerprint) implements Outcome {}

        /** Somebody else claimed it a moment ago and may still be writing. */
        record Pending(String fingerprint) implements Outcome {}
    }

    /**
     * Claims a value for a target that is yet to be written.
     *
     * @param value what is claimed; already a hash where it is personal
     * @param fingerprint what the claim was made for, told to those who find it held
     * @param arrived whether a target is there and rightly holds the value
     */
    public Outcome claim(String value, String fingerprint, String target, Predicate<String> arrived) {
        return claim(value, fingerprint, target, arrived, false);
    }

    /**
     * As {@link #claim}, but an abandoned claim keeps its target: whoever takes it over finishes what was begun, so that a
     * first writer who was only slow meets the finished thing instead of making a second one. Only the same fingerprint
     * can finish it; to any other the claim stays pending.
     */
    public Outcome claimOrFinish(String value, String fingerprint, String target, Predicate<String> arrived) {
        return claim(value, fingerprint, target, arrived, true);
    }

    private Outcome claim(
            String value, String fingerprint, String target, Predicate<String> arrived, boolean keepTarget) {
        Instant now = clock.instant();
        try {
            claims().insertOne(new Document("_id", value)
                    .append("fingerprint", fingerprint)
                    .append("target", target)
                    .append("at", Date.from(now)));
            return new Outcome.Won(target);
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw failure;
            }
        }
        Document held = claims().find(eq("_id", value)).first();
        if (held == null) {
            return claim(value, fingerprint, target, arrived, keepTarget);
        }
        String holder = held.getString("target");
        String heldFor = held.getString("fingerprint");
        if (arrived.test(holder)) {
            return new Outcome.Held(holder, heldFor);
        }
        if (holder.equals(target)) {
            return new Outcome.Won(target);
        }
        Date since = held.getDate("at");
        boolean another = keepTarget && !fingerprint.equals(heldFor);
        if (another || since.toInstant().plus(ABANDONED_AFTER).isAfter(now)) {
            return new Outcome.Pending(heldFor);
        }
        String heir = keepTarget ? holder : target;
        boolean takenOver = claims().updateOne(
                                and(eq("_id", value), eq("target", holder), eq("at", since)),
                                Updates.combine(
                                        Updates.set("fingerprint", fingerprint),
                                        Updates.set("target", heir),
                                        Updates.set("at", Date.from(now))))
                        .getMatchedCount()
                == 1;
        return takenOver ? new Outcome.Won(heir) : new Outcome.Pending(heldFor);
    }

    /** The target that a value is claimed for, there or yet to come. */
    public Optional<String> holder(String value) {
        return Optional.ofNullable(claims().find(eq("_id", value)).first()).map(claim -> claim.getString("target"));
    }

    /** Gives a claim back, where its target was refused or no longer holds the value. */
    public void release(String value, String target) {
        claims().deleteOne(and(eq("_id", value), eq("target", target)));
    }

    /** Forgets the claims made before a time. */
    long forgetBefore(Instant time) {
        return claims().deleteMany(lt("at", Date.from(time))).getDeletedCount();
    }

    private MongoCollection<Document> claims() {
        return mongo.getCollection(collection);
    }
}
