package io.communitycloud.team.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.events.store.Projection;
import java.util.Optional;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** The residents of the city, after the events of the resident service: ids and places, nothing personal. */
@Repository
public class Residents {

    private static final String COLLECTION = "residents";

    private final Projection<KnownResident> residents;
    private final MongoTemplate mongo;

    Residents(MongoTemplate mongo, Indexes indexes) {
        this.residents = new Projection<>(KnownResident.class, COLLECTION, mongo);
        this.mongo = mongo;
        indexes.require(COLLECTION, Index.on("household"));
    }

    /** Finds a resident who is in the register now. */
    public Optional<KnownResident> present(String id) {
        return residents.find(id).filter(KnownResident::present);
    }

    /** The committee of a household, known by anybody who lives in it. */
    public Optional<String> committeeOf(String household) {
        return Optional.ofNullable(residents
                        .documents()
                        .find(and(eq("household", household), eq("present", true)))
                        .first())
                .map(document ->
                        mongo.getConverter().read(KnownResident.class, document).area());
    }

    /** Whether this event of a resident, or a later one, was applied before. */
    boolean knows(EventMeta event) {
        return residents
                        .documents()
                        .find(and(eq("_id", event.subject()), gte("seen", event.sequence())))
                        .first()
                != null;
    }

    void remember(EventMeta event, KnownResident resident) {
        residents.put(event, resident);
    }
}
