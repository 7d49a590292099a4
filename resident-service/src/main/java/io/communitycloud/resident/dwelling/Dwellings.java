package io.communitycloud.resident.dwelling;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The homes of the city. */
@Repository
public class Dwellings {

    private static final Listing NEWEST = Listing.newestFirst();
    private static final Listing OF_LANE = Listing.newestFirst("address.lane");

    private final Aggregates<Dwelling> dwellings;

    Dwellings(AggregateStores stores) {
        this.dwellings = stores.of(Dwelling.class, List.of(NEWEST, OF_LANE));
    }

    public Optional<Dwelling> find(String id, Scope scope) {
        return dwellings.find(id, scope);
    }

    public Dwelling require(String id, Scope scope) {
        return dwellings.require(id, scope);
    }

    /** Those of the given ids that are in the scope, in no particular order; at most 200 ids. */
    public List<Dwelling> findAll(List<String> ids, Scope scope) {
        return dwellings.findAll(ids, scope);
    }

    public void save(Dwelling dwelling) {
        dwellings.save(dwelling);
    }

    /** Notes that a household is about to move in, so that the home is not taken away meanwhile. */
    public void expect(String id, String householdId, Instant now, Scope scope) {
        dwellings.act(id, scope, dwelling -> dwelling.expect(householdId, now));
    }

    Dwelling change(String id, Scope scope, IfMatch version, Consumer<Dwelling> change) {
        return dwellings.change(id, scope, version, change);
    }

    Page<Dwelling> page(@Nullable String lane, Scope scope, PageRequest page) {
        return lane == null
                ? dwellings.page(NEWEST, Map.of(), scope, page)
                : dwellings.page(OF_LANE, Map.of("address.lane", lane), scope, page);
    }
}
