package io.communitycloud.resource.bed;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resource.bed.Stays.BedStay;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** The beds of the city. */
@Repository
public class Beds {

    private static final Listing ALL = Listing.oldestFirst();
    private static final Listing OF_FACILITY = Listing.oldestFirst("facility");
    private static final Listing IN_STATE = Listing.oldestFirst("facility", "state");
    private static final Listing OF_KIND_IN_STATE = Listing.oldestFirst("facility", "state", "kind");

    private final io.communitycloud.common.events.store.Aggregates<Bed> beds;
    private final Stays stays;
    private final MongoTemplate mongo;

    Beds(AggregateStores stores, Stays stays, MongoTemplate mongo) {
        this.beds = stores.of(Bed.class, List.of(ALL, OF_FACILITY, IN_STATE, OF_KIND_IN_STATE));
        this.stays = stays;
        this.mongo = mongo;
    }

    Optional<Bed> find(String id, Scope scope) {
        return beds.find(id, scope);
    }

    Bed require(String id, Scope scope) {
        return beds.require(id, scope);
    }

    void save(Bed bed) {
        beds.save(bed);
    }

    Bed act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<Bed> act) {
        return beds.act(id, scope, key, act);
    }

    /** Gives a bed to somebody, once whom it was given to before is written down. */
    Bed assign(String id, Consumer<Bed> assignment) {
        return kept(beds.act(id, Scope.everything(), bed -> {
            stays.keep(bed);
            assignment.accept(bed);
        }));
    }

    /** Takes a bed back. */
    Bed release(String id, Consumer<Bed> release) {
        return kept(beds.act(id, Scope.everything(), release));
    }

    private Bed kept(Bed bed) {
        stays.keep(bed);
        return bed;
    }

    /** The bed whose last assignment this is, lasting or over. */
    Optional<Bed> lastAssigned(String assignment, Scope scope) {
        return beds.first(ALL, Map.of(), Scope.of("assignment", assignment)).filter(bed -> scope.covers(bed.scope()));
    }

    /** An assignment, lasting or over. */
    Optional<BedStay> stay(String assignment, Scope scope) {
        return lastAssigned(assignment, scope)
                .flatMap(bed -> bed.last().map(stay -> BedStay.of(bed, stay)))
                .or(() -> stays.find(assignment, scope));
    }

    /** Whom a bed was given to, the last first. */
    Page<BedStay> stays(Bed bed, Scope scope, PageRequest page) {
        stays.keep(bed);
        return stays.page(bed.id(), scope, page);
    }

    Page<Bed> page(String facility, @Nullable BedState state, @Nullable BedKind kind, Scope scope, PageRequest page) {
        if (state == null) {
            return beds.page(OF_FACILITY, Map.of("facility", facility), scope, page);
        }
        return kind == null
                ? beds.page(IN_STATE, Map.of("facility", facility, "state", state), scope, page)
                : beds.page(OF_KIND_IN_STATE, Map.of("facility", facility, "state", state, "kind", kind), scope, page);
    }

    /** Counts all beds of a facility by their state in one reading, so that each is counted once. */
    public BedCount count(String facility, Scope scope) {
        Map<BedState, Long> byState = new EnumMap<>(BedState.class);
        for (BedState state : BedState.values()) {
            byState.put(state, 0L);
        }
        List<org.bson.conversions.Bson> pipeline = List.of(
                Aggregates.match(Filters.and(Filters.eq("scope", scope.key()), Filters.eq("facility", facility))),
                Aggregates.group("$state", Accumulators.sum("beds", 1L)));
        for (Document group : mongo.getCollection("beds").aggregate(pipeline)) {
            byState.put(
                    BedState.valueOf(group.getString("_id")),
                    group.get("beds", Number.class).longValue());
        }
        return new BedCount(byState);
    }

    /** Says that a command refers to a bed or assignment that is not there. */
    static Refused unknown() {
        return Refused.notFound();
    }
}
