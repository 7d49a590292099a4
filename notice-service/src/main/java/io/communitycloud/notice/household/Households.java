package io.communitycloud.notice.household;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.events.store.Projection;
import io.communitycloud.common.identity.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/**
 * The households of the city, after the events of the resident service.
 *
 * <p>A dissolved one is kept with its end, so that the question who was there at a moment has one answer for ever.
 */
@Repository
public class Households {

    private static final String COLLECTION = "households";

    private final Projection<Household> households;
    private final MongoTemplate mongo;

    Households(MongoTemplate mongo, Indexes indexes) {
        this.households = new Projection<>(Household.class, COLLECTION, mongo);
        this.mongo = mongo;
        indexes.require(COLLECTION, Index.on("scope", "_id"));
    }

    /** Remembers that a household is there; what was known of its beginning stays. */
    void isThere(EventMeta event, String area, List<String> path) {
        households.change(
                event,
                Updates.combine(
                        Updates.set("area", area),
                        Updates.set("scope", path),
                        Updates.min("since", event.time()),
                        Updates.unset("until")));
    }

    /** Remembers that a household is no more. */
    void isGone(EventMeta event, String area, List<String> path) {
        households.change(
                event,
                Updates.combine(
                        Updates.set("area", area),
                        Updates.set("scope", path),
                        Updates.min("since", event.time()),
                        Updates.set("until", event.time())));
    }

    public Optional<Household> find(String id) {
        return households.find(id);
    }

    /**
     * The households of an area that were there at a moment, in the order of their ids.
     *
     * @param after the id after which to go on, null at the beginning
     */
    public List<Household> thereAt(Instant moment, Scope area, @Nullable String after, int atMost) {
        List<Bson> conditions = new ArrayList<>(List.of(
                eq("scope", area.key()), lte("since", moment), or(exists("until", false), gt("until", moment))));
        if (after != null) {
            conditions.add(gt("_id", after));
        }
        return households
                .documents()
                .find(and(conditions))
                .sort(Sorts.ascending("_id"))
                .limit(atMost)
                .map(document -> mongo.getConverter().read(Household.class, document))
                .into(new ArrayList<>());
    }
}
