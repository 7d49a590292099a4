package io.communitycloud.team.team;

import static com.mongodb.client.model.Filters.eq;

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
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** The teams of the city; some 28,000, so each list has its index. */
@Repository
public class Teams {

    private static final String COLLECTION = "teams";
    private static final Listing NEWEST = Listing.newestFirst();
    private static final Listing OF_KIND = Listing.newestFirst("kind");
    private static final Listing IN_STATE = Listing.newestFirst("status");
    private static final Listing OF_KIND_IN_STATE = Listing.newestFirst("kind", "status");
    private static final Listing LIVELIEST_OF_KIND = new Listing(List.of("kind", "status"), "quietSince", true);
    private static final Listing LIVELIEST = new Listing(List.of("status"), "quietSince", true);
    private static final Listing QUIETEST = Listing.sortedBy("quietSince", "status");

    private final Aggregates<Team> teams;
    private final MongoTemplate mongo;
    private final Scope city;

    Teams(
            AggregateStores stores,
            Indexes indexes,
            MongoTemplate mongo,
            @Value("${cloud.city:310000000000}") String city) {
        this.teams = stores.of(
                Team.class,
                List.of(NEWEST, OF_KIND, IN_STATE, OF_KIND_IN_STATE, LIVELIEST_OF_KIND, LIVELIEST, QUIETEST));
        this.mongo = mongo;
        this.city = Scope.area(city);
        indexes.require(COLLECTION, Index.on("memberIds"));
    }

    public Optional<Team> find(String id, Scope scope) {
        return teams.find(id, scope);
    }

    public Team require(String id, Scope scope) {
        return teams.require(id, scope);
    }

    /** Several at once; at most 200. */
    public List<Team> findAll(List<String> ids, Scope scope) {
        return teams.findAll(ids, scope);
    }

    void save(Team team) {
        teams.save(team);
    }

    Team change(String id, Scope scope, IfMatch version, Consumer<Team> change) {
        return teams.change(id, scope, version, change);
    }

    Team act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<Team> act) {
        return teams.act(id, scope, key, act);
    }

    /** As the platform itself does it, whatever the team's area. */
    public Team act(String id, Consumer<Team> act) {
        return teams.act(id, Scope.everything(), act);
    }

    /** The teams of a scope, newest first; of one kind or in one state where that is said. */
    Page<Team> page(@Nullable String kind, @Nullable TeamState state, Scope scope, PageRequest page) {
        if (kind != null && state != null) {
            return teams.page(OF_KIND_IN_STATE, Map.of("kind", kind, "status", state.name()), scope, page);
        }
        if (kind != null) {
            return teams.page(OF_KIND, Map.of("kind", kind), scope, page);
        }
        return state == null
                ? teams.page(NEWEST, Map.of(), scope, page)
                : teams.page(IN_STATE, Map.of("status", state.name()), scope, page);
    }

    /** The active teams of an area, who did something last first; of a kind where that is said. */
    public List<Team> liveliest(@Nullable String kind, Scope area, int atMost) {
        Map<String, String> filters = new java.util.HashMap<>(Map.of("status", TeamState.ACTIVE.name()));
        if (kind != null) {
            filters.put("kind", kind);
        }
        return teams.page(kind == null ? LIVELIEST : LIVELIEST_OF_KIND, filters, area, PageRequest.first(atMost))
                .items();
    }

    /** The teams in a state that have done nothing for longest. */
    List<Team> quietest(TeamState state, int atMost) {
        return teams.page(QUIETEST, Map.of("status", state.name()), city, PageRequest.first(atMost))
                .items();
    }

    /** The ids of the teams that a resident is in. */
    List<String> idsOf(String residentId) {
        return mongo.getCollection(COLLECTION)
                .find(eq("memberIds", residentId))
                .projection(Projections.include("_id"))
                .map(found -> found.getString("_id"))
                .into(new ArrayList<>());
    }
}
