package io.communitycloud.resident.care;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The care duties of the city. */
@Repository
class CareDuties {

    private static final Listing FIRST_DUE = Listing.sortedBy("nextDueOn", "state");
    private static final Listing OF_HOUSEHOLD = Listing.newestFirst("household");

    private final Aggregates<CareDuty> duties;

    CareDuties(AggregateStores stores) {
        this.duties = stores.of(CareDuty.class, List.of(FIRST_DUE, OF_HOUSEHOLD));
    }

    Optional<CareDuty> find(String id, Scope scope) {
        return duties.find(id, scope);
    }

    CareDuty require(String id, Scope scope) {
        return duties.require(id, scope);
    }

    void save(CareDuty duty) {
        duties.save(duty);
    }

    CareDuty act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<CareDuty> act) {
        return duties.act(id, scope, key, act);
    }

    Page<CareDuty> inState(CareDuty.State state, Scope scope, PageRequest page) {
        return duties.page(FIRST_DUE, Map.of("state", state.name()), scope, page);
    }

    Page<CareDuty> ofHousehold(String household, Scope scope, PageRequest page) {
        return duties.page(OF_HOUSEHOLD, Map.of("household", household), scope, page);
    }
}
