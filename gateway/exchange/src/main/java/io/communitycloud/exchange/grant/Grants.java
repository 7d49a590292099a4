package io.communitycloud.exchange.grant;

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

/** The grants of all partners. */
@Repository
class Grants {

    private static final Listing OF_PARTNER = Listing.newestFirst("partnerId");
    private static final Listing IN_STATE = Listing.newestFirst("state");

    private final Aggregates<Grant> grants;

    Grants(AggregateStores stores) {
        this.grants = stores.of(Grant.class, List.of(OF_PARTNER, IN_STATE));
    }

    Optional<Grant> find(String id, Scope scope) {
        return grants.find(id, scope);
    }

    void save(Grant grant) {
        grants.save(grant);
    }

    Grant act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<Grant> act) {
        return grants.act(id, scope, key, act);
    }

    Page<Grant> ofPartner(String partnerId, Scope scope, PageRequest page) {
        return grants.page(OF_PARTNER, Map.of("partnerId", partnerId), scope, page);
    }

    /** Those allowed to a bureau, the newest two hundred. */
    List<Grant> allowed(Scope scope) {
        return in(GrantState.ALLOWED, scope);
    }

    /** Those a bureau waits for, the newest two hundred. */
    List<Grant> asked(Scope scope) {
        return in(GrantState.ASKED, scope);
    }

    private List<Grant> in(GrantState state, Scope scope) {
        return grants.page(IN_STATE, Map.of("state", state), scope, PageRequest.first(PageRequest.MAXIMUM_LIMIT))
                .items();
    }
}
