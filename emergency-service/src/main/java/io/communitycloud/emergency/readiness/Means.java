package io.communitycloud.emergency.readiness;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Updates;
import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Index;
import io.communitycloud.common.events.store.Indexes;
import io.communitycloud.common.events.store.Projection;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** What other services have that plans count on: facilities, teams and goods, after their events. */
@Repository
class Means {

    private static final String TEAMS = "known_teams";
    private static final String STOCKS = "known_stocks";

    private final Projection<KnownFacility> facilities;
    private final Projection<KnownTeam> teams;
    private final Projection<KnownStock> stocks;
    private final AreaTree areas;

    Means(MongoTemplate mongo, Indexes indexes, AreaTree areas) {
        this.facilities = new Projection<>(KnownFacility.class, "known_facilities", mongo);
        this.teams = new Projection<>(KnownTeam.class, TEAMS, mongo);
        this.stocks = new Projection<>(KnownStock.class, STOCKS, mongo);
        this.areas = areas;
        indexes.require(TEAMS, Index.on("scope", "kind", "ready"));
        indexes.require(STOCKS, Index.on("scope", "item"));
    }

    void facility(EventMeta event, String area) {
        facilities.put(event, new KnownFacility(event.subject(), area));
    }

    /** Remembers a team, and whether it can be called out. */
    void team(EventMeta event, String area, String kind, boolean ready) {
        teams.put(event, new KnownTeam(event.subject(), area, path(area), kind, ready));
    }

    /** Remembers that a team can, or cannot, be called out. */
    void team(EventMeta event, boolean ready) {
        teams.change(event, Updates.set("ready", ready));
    }

    /** Remembers a lot of goods as it is. */
    void stock(EventMeta event, String area, String item, long quantity) {
        stocks.put(event, new KnownStock(event.subject(), area, path(area), item, quantity));
    }

    /** Remembers that a lot became more or less. */
    void stockChanged(EventMeta event, String area, String item, long by) {
        stocks.change(
                event,
                Updates.combine(
                        Updates.set("area", area),
                        Updates.set("scope", path(area)),
                        Updates.set("item", item),
                        Updates.inc("quantity", by)));
    }

    boolean hasFacility(String id) {
        return facilities.find(id).isPresent();
    }

    /** How many teams of the kinds could be called out in an area. */
    long teams(String area, List<String> kinds) {
        return teams.documents()
                .countDocuments(and(eq("scope", Scope.area(area).key()), in("kind", kinds), eq("ready", true)));
    }

    /** How much of an item there is in an area; what is set aside counts, since nobody tells lot by lot. */
    long quantity(String area, String item) {
        long sum = 0;
        for (var lot : stocks.documents().find(and(eq("scope", Scope.area(area).key()), eq("item", item)))) {
            sum += lot.get("quantity") instanceof Number quantity ? quantity.longValue() : 0;
        }
        return sum;
    }

    /** Another topic brings the areas, and its order against this one is open: then the event is tried again. */
    private List<String> path(String area) {
        List<String> path = areas.path(area);
        if (path.isEmpty()) {
            throw new Refused(Refusal.of("area-not-known-yet", Refusal.Kind.UNAVAILABLE));
        }
        return path;
    }

    /** A facility that there is. */
    record KnownFacility(@Id String id, String area) {}

    /** A team, and whether it can be called out. */
    record KnownTeam(@Id String id, String area, List<String> scope, String kind, boolean ready) {}

    /** A lot of goods. */
    record KnownStock(@Id String id, String area, List<String> scope, String item, long quantity) {}
}
