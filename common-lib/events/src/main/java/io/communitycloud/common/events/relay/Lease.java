package io.communitycloud.common.events.relay;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Lets one instance of a service do what must not be done by two at once.
 *
 * <p>Two holders at a time, after a long pause of the first, cost repeated events and nothing worse: consumers drop what
 * they have seen.
 */
public final class Lease {

    private final String name;
    private final String owner;
    private final Duration term;
    private final MongoTemplate mongo;
    private final Clock clock;

    public Lease(String name, String owner, Duration term, MongoTemplate mongo, Clock clock) {
        this.name = name;
        this.owner = owner;
        this.term = term;
        this.mongo = mongo;
        this.clock = clock;
    }

    /** Takes or renews the lease for its term; false where another instance holds it. */
    public boolean hold() {
        Instant now = clock.instant();
        try {
            mongo.getCollection("leases")
                    .updateOne(
                            and(eq("_id", name), or(eq("owner", owner), lt("until", Date.from(now)))),
                            Updates.combine(
                                    Updates.set("owner", owner), Updates.set("until", Date.from(now.plus(term)))),
                            new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false; // the upsert met the document of another holder
            }
            throw failure;
        }
    }

    /** Gives the lease back, so that the next instance need not wait for its end. */
    public void release() {
        mongo.getCollection("leases").deleteOne(and(eq("_id", name), eq("owner", owner)));
    }
}
