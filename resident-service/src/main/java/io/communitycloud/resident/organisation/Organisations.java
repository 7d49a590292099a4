package io.communitycloud.resident.organisation;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The organisations of the city. */
@Repository
public class Organisations {

    private static final Listing IN_STATE = Listing.newestFirst("state");
    private static final Listing OF_KIND = Listing.newestFirst("state", "kind");
    private static final Listing WITH_CODE = Listing.newestFirst("code");
    private static final Listing IN_DWELLING = Listing.newestFirst("dwelling");

    private final Aggregates<Organisation> organisations;

    Organisations(AggregateStores stores) {
        this.organisations = stores.of(Organisation.class, List.of(IN_STATE, OF_KIND, WITH_CODE, IN_DWELLING));
    }

    Optional<Organisation> find(String id, Scope scope) {
        return organisations.find(id, scope);
    }

    public Organisation require(String id, Scope scope) {
        return organisations.require(id, scope);
    }

    /** Those of the given ids that are in the scope, in no particular order. */
    public List<Organisation> findAll(List<String> ids, Scope scope) {
        List<Organisation> found = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += PageRequest.MAXIMUM_LIMIT) {
            found.addAll(organisations.findAll(
                    ids.subList(from, Math.min(ids.size(), from + PageRequest.MAXIMUM_LIMIT)), scope));
        }
        return found;
    }

    void save(Organisation organisation) {
        organisations.save(organisation);
    }

    Organisation act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<Organisation> act) {
        return organisations.act(id, scope, key, act);
    }

    Page<Organisation> page(Organisation.State state, @Nullable OrganisationKind kind, Scope scope, PageRequest page) {
        return kind == null
                ? organisations.page(IN_STATE, Map.of("state", state), scope, page)
                : organisations.page(OF_KIND, Map.of("state", state, "kind", kind), scope, page);
    }

    /** Those with a code: at most one of them open. */
    Page<Organisation> withCode(String code, Scope scope, PageRequest page) {
        return organisations.page(WITH_CODE, Map.of("code", code), scope, page);
    }

    Page<Organisation> inDwelling(String dwelling, Scope scope, PageRequest page) {
        return organisations.page(IN_DWELLING, Map.of("dwelling", dwelling), scope, page);
    }
}
