package io.communitycloud.exchange.maintenance;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.identity.autoconfigure.IdentityProperties;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The windows that were announced. */
@Repository
class MaintenanceWindows {

    private static final Listing ALL = Listing.newestFirst();
    private static final Listing OF_TARGET = Listing.newestFirst("target");

    private final Aggregates<MaintenanceWindow> windows;
    private final Scope city;

    MaintenanceWindows(AggregateStores stores, IdentityProperties identity) {
        this.windows = stores.of(MaintenanceWindow.class, List.of(ALL, OF_TARGET));
        this.city = Scope.area(identity.city());
    }

    /** The two hundred announced last. */
    List<MaintenanceWindow> latest() {
        return windows.page(ALL, Map.of(), city, PageRequest.first(PageRequest.MAXIMUM_LIMIT))
                .items();
    }

    Optional<MaintenanceWindow> find(String id, Scope scope) {
        return windows.find(id, scope);
    }

    MaintenanceWindow require(String id, Scope scope) {
        return windows.require(id, scope);
    }

    void save(MaintenanceWindow window) {
        windows.save(window);
    }

    MaintenanceWindow act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<MaintenanceWindow> act) {
        return windows.act(id, scope, key, act);
    }

    Page<MaintenanceWindow> page(@Nullable String target, Scope scope, PageRequest page) {
        return target == null
                ? windows.page(ALL, Map.of(), scope, page)
                : windows.page(OF_TARGET, Map.of("target", target), scope, page);
    }
}
