package io.communitycloud.resource.requisition;

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

/** The requisitions of the city. */
@Repository
class Requisitions {

    private static final Listing ALL = Listing.newestFirst();
    private static final Listing IN_STATE = Listing.newestFirst("state");
    private static final Listing LONGEST_UNTOUCHED = Listing.sortedBy("updatedAt", "state");

    private final Aggregates<Requisition> requisitions;

    Requisitions(AggregateStores stores) {
        this.requisitions = stores.of(Requisition.class, List.of(ALL, IN_STATE, LONGEST_UNTOUCHED));
    }

    Optional<Requisition> find(String id, Scope scope) {
        return requisitions.find(id, scope);
    }

    Requisition require(String id, Scope scope) {
        return requisitions.require(id, scope);
    }

    void save(Requisition requisition) {
        requisitions.save(requisition);
    }

    Requisition act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<Requisition> act) {
        return requisitions.act(id, scope, key, act);
    }

    Page<Requisition> page(Requisition.@Nullable State state, Scope scope, PageRequest page) {
        return state == null
                ? requisitions.page(ALL, Map.of(), scope, page)
                : requisitions.page(IN_STATE, Map.of("state", state), scope, page);
    }

    /** Those in a state, the one that nobody has touched for longest at the head. */
    List<Requisition> longestUntouched(Requisition.State state, Scope scope) {
        return requisitions
                .page(
                        LONGEST_UNTOUCHED,
                        Map.of("state", state),
                        scope,
                        new PageRequest(PageRequest.MAXIMUM_LIMIT, null))
                .items();
    }
}
