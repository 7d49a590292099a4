package io.communitycloud.emergency.transfer;

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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/** The transfers of the city. */
@Repository
class Transfers {

    private static final Listing NEWEST = Listing.newestFirst();
    private static final Listing OPEN = Listing.newestFirst("open");
    private static final Listing UNSETTLED = Listing.oldestFirst("unsettled");

    private final Aggregates<Transfer> transfers;
    private final Scope city;

    Transfers(AggregateStores stores, @Value("${cloud.city:310000000000}") String city) {
        this.transfers = stores.of(Transfer.class, List.of(NEWEST, OPEN, UNSETTLED));
        this.city = Scope.area(city);
    }

    Optional<Transfer> find(String id, Scope scope) {
        return transfers.find(id, scope);
    }

    Transfer require(String id, Scope scope) {
        return transfers.require(id, scope);
    }

    void save(Transfer transfer) {
        transfers.save(transfer);
    }

    Transfer act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<Transfer> act) {
        return transfers.act(id, scope, key, act);
    }

    Page<Transfer> page(boolean openOnly, Scope scope, PageRequest page) {
        return openOnly
                ? transfers.page(OPEN, Map.of("open", true), scope, page)
                : transfers.page(NEWEST, Map.of(), scope, page);
    }

    /** The oldest whose passengers' orders may not know yet what became of them. */
    Optional<Transfer> firstUnsettled() {
        return transfers.first(UNSETTLED, Map.of("unsettled", true), city);
    }
}
