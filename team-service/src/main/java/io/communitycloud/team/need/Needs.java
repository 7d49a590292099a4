package io.communitycloud.team.need;

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

/** What volunteers are wanted for in the city. */
@Repository
class Needs {

    private static final Listing LATEST = new Listing(List.of(), "from", true);
    private static final Listing IN_STATE = new Listing(List.of("status"), "from", true);

    private final Aggregates<Need> needs;

    Needs(AggregateStores stores) {
        this.needs = stores.of(Need.class, List.of(LATEST, IN_STATE));
    }

    Optional<Need> find(String id) {
        return needs.find(id, Scope.everything());
    }

    Need require(String id, Scope scope) {
        return needs.require(id, scope);
    }

    void save(Need need) {
        needs.save(need);
    }

    Need act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<Need> act) {
        return needs.act(id, scope, key, act);
    }

    /** The needs of an area, the latest to begin first. */
    Page<Need> page(@Nullable NeedState state, Scope area, PageRequest page) {
        return state == null
                ? needs.page(LATEST, Map.of(), area, page)
                : needs.page(IN_STATE, Map.of("status", state.name()), area, page);
    }
}
