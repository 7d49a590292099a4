package io.communitycloud.team.hours;

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

/** The service hours of the city's volunteers. */
@Repository
class HoursLedger {

    private static final Listing LATEST = new Listing(List.of(), "on", true);
    private static final Listing OF_VOLUNTEER = new Listing(List.of("volunteer"), "on", true);
    private static final Listing IN_STATE = new Listing(List.of("status"), "on", true);

    private final Aggregates<ServiceHours> hours;

    HoursLedger(AggregateStores stores) {
        this.hours = stores.of(ServiceHours.class, List.of(LATEST, OF_VOLUNTEER, IN_STATE));
    }

    Optional<ServiceHours> find(String id) {
        return hours.find(id, Scope.everything());
    }

    ServiceHours require(String id, Scope scope) {
        return hours.require(id, scope);
    }

    void save(ServiceHours reported) {
        hours.save(reported);
    }

    ServiceHours act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<ServiceHours> act) {
        return hours.act(id, scope, key, act);
    }

    /** Hours within a scope, latest day first; of one volunteer, or in one state. */
    Page<ServiceHours> page(@Nullable String volunteer, @Nullable HoursState state, Scope scope, PageRequest page) {
        if (volunteer != null) {
            return hours.page(OF_VOLUNTEER, Map.of("volunteer", volunteer), scope, page);
        }
        return state == null
                ? hours.page(LATEST, Map.of(), scope, page)
                : hours.page(IN_STATE, Map.of("status", state.name()), scope, page);
    }
}
