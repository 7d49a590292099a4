package io.communitycloud.resident.household;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.resident.dwelling.Occupancy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/** The households of the city. */
@Repository
public class Households implements Occupancy {

    private static final Listing NEWEST = Listing.newestFirst();
    private static final Listing OF_DWELLING = Listing.newestFirst("dwelling");

    private final Aggregates<Household> households;
    private final Scope city;

    Households(AggregateStores stores, @Value("${cloud.city:310000000000}") String city) {
        this.households = stores.of(Household.class, List.of(NEWEST, OF_DWELLING));
        this.city = Scope.area(city);
    }

    public Optional<Household> find(String id, Scope scope) {
        return households.find(id, scope);
    }

    public Household require(String id, Scope scope) {
        return households.require(id, scope);
    }

    public List<Household> findAll(List<String> ids, Scope scope) {
        return households.findAll(ids, scope);
    }

    public void save(Household household) {
        households.save(household);
    }

    /** Notes that a person is about to join, so that the household is not ended meanwhile. */
    public void expect(String id, String residentId, Instant now, Scope scope) {
        households.act(id, scope, household -> household.expect(residentId, now));
    }

    /** Forgets that note once the person has joined. */
    public void joined(String id, String residentId, Scope scope) {
        households.act(id, scope, household -> household.joined(residentId));
    }

    Household change(String id, Scope scope, IfMatch version, Consumer<Household> change) {
        return households.change(id, scope, version, change);
    }

    public Page<Household> page(@Nullable String dwelling, Scope scope, PageRequest page) {
        return dwelling == null
                ? households.page(NEWEST, Map.of(), scope, page)
                : households.page(OF_DWELLING, Map.of("dwelling", dwelling), scope, page);
    }

    @Override
    public boolean hasArrived(String householdId) {
        return households.find(householdId, Scope.everything()).isPresent();
    }

    /** Whether a household of any committee lives there. */
    @Override
    public boolean isLivedIn(String dwellingId) {
        return households
                .first(OF_DWELLING, Map.of("dwelling", dwellingId), city)
                .isPresent();
    }
}
