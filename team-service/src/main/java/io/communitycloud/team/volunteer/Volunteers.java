package io.communitycloud.team.volunteer;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Projections;
import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** The volunteers of the city. */
@Repository
public class Volunteers {

    private static final String COLLECTION = "volunteers";
    private static final Listing NEWEST = Listing.newestFirst();
    private static final Listing IN_STATE = Listing.newestFirst("status");

    private final Aggregates<Volunteer> volunteers;
    private final MongoTemplate mongo;

    Volunteers(AggregateStores stores, Indexes indexes, MongoTemplate mongo) {
        this.volunteers = stores.of(Volunteer.class, List.of(NEWEST, IN_STATE));
        this.mongo = mongo;
        indexes.require(COLLECTION, Index.on("residentId"));
        indexes.require(COLLECTION, Index.sparse("boundTo"));
        indexes.require(COLLECTION, Index.sparse("guardian"));
    }

    Optional<Volunteer> find(String id) {
        return volunteers.find(id, Scope.everything());
    }

    public Volunteer require(String id, Scope scope) {
        return volunteers.require(id, scope);
    }

    void save(Volunteer volunteer) {
        volunteers.save(volunteer);
    }

    Volunteer change(String id, Scope scope, IfMatch version, Consumer<Volunteer> change) {
        return volunteers.change(id, scope, version, change);
    }

    Volunteer act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<Volunteer> act) {
        return volunteers.act(id, scope, key, act);
    }

    /** As the platform itself does it, wherever she lives. */
    void act(String id, Consumer<Volunteer> act) {
        volunteers.act(id, Scope.everything(), act);
    }

    /** The volunteers of a scope, newest first; those who can something, or in a state, where that is said. */
    Page<Volunteer> page(@Nullable String skill, @Nullable VolunteerState state, Scope scope, PageRequest page) {
        Scope within = skill == null ? scope : Scope.of("skill", scope.key() + "/" + skill);
        return state == null
                ? volunteers.page(NEWEST, Map.of(), within, page)
                : volunteers.page(IN_STATE, Map.of("status", state.name()), within, page);
    }

    /** The ids under which a resident is or was a volunteer. */
    List<String> idsOf(String residentId) {
        return ids(eq("residentId", residentId));
    }

    /** The ids of the minors that a resident answers for. */
    List<String> idsOfWardsOf(String guardian) {
        return ids(eq("guardian", guardian));
    }

    /** The ids of those bound to a household or by an order. */
    List<String> idsOfBoundTo(List<String> householdOrOrder) {
        return ids(in("boundTo", householdOrOrder));
    }

    private List<String> ids(Bson condition) {
        return mongo.getCollection(COLLECTION)
                .find(condition)
                .projection(Projections.include("_id"))
                .map(found -> found.getString("_id"))
                .into(new ArrayList<>());
    }
}
