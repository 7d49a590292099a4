package io.communitycloud.exchange.partner;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The bureaus that are partners. */
@Repository
public class Partners {

    private static final Listing ALL = Listing.oldestFirst();
    private static final Listing OF_BUREAU = Listing.oldestFirst("bureau");

    private final Aggregates<Partner> partners;

    Partners(AggregateStores stores) {
        this.partners = stores.of(Partner.class, List.of(ALL, OF_BUREAU));
    }

    Optional<Partner> find(String id, Scope scope) {
        return partners.find(id, scope);
    }

    Partner require(String id, Scope scope) {
        return partners.require(id, scope);
    }

    /**
     * The bureau of a partner that must be there.
     *
     * @throws io.communitycloud.common.web.Refused 404 where there is none in the scope
     */
    public String requireBureau(String id, Scope scope) {
        return partners.require(id, scope).bureau();
    }

    /** Whether a bureau is a partner, in whatever state. */
    public boolean include(String bureau) {
        return partners.first(OF_BUREAU, Map.of("bureau", bureau), Scope.of("bureau", bureau))
                .isPresent();
    }

    void save(Partner partner) {
        partners.save(partner);
    }

    Partner act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<Partner> act) {
        return partners.act(id, scope, key, act);
    }

    Partner change(String id, Scope scope, IfMatch version, Consumer<Partner> change) {
        return partners.change(id, scope, version, change);
    }

    Page<Partner> page(@Nullable String bureau, Scope scope, PageRequest page) {
        return bureau == null
                ? partners.page(ALL, Map.of(), scope, page)
                : partners.page(OF_BUREAU, Map.of("bureau", bureau), scope, page);
    }
}
