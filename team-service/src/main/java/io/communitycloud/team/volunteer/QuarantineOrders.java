package io.communitycloud.team.volunteer;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.ne;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.events.store.Projection;
import java.util.Optional;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** The quarantine orders of the city, after the events of the emergency service. */
@Repository
class QuarantineOrders {

    private static final String COLLECTION = "quarantine_orders";

    private final Projection<KnownOrder> orders;

    QuarantineOrders(MongoTemplate mongo, Indexes indexes) {
        this.orders = new Projection<>(KnownOrder.class, COLLECTION, mongo);
        indexes.require(COLLECTION, Index.on("household", "ended"));
    }

    Optional<KnownOrder> find(String id) {
        return orders.find(id);
    }

    /** Whether an order, other than one, keeps a household at home. */
    boolean keepHome(String household, String otherThan) {
        return orders.documents()
                        .find(and(eq("household", household), eq("ended", false), ne("_id", otherThan)))
                        .first()
                != null;
    }

    /** Whether this event of an order, or a later one, was applied before. */
    boolean knows(EventMeta event) {
        return orders.documents()
                        .find(and(eq("_id", event.subject()), gte("seen", event.sequence())))
                        .first()
                != null;
    }

    void remember(EventMeta event, KnownOrder order) {
        orders.put(event, order);
    }
}
