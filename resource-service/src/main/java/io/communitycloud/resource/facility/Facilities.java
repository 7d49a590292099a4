package io.communitycloud.resource.facility;

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

/** The facilities of the city. */
@Repository
public class Facilities {

    private static final Listing ALL = Listing.oldestFirst();
    private static final Listing OF_KIND = Listing.oldestFirst("kind");
    private static final Listing IN_MODE = Listing.oldestFirst("mode");
    private static final Listing OF_KIND_IN_MODE = Listing.oldestFirst("kind", "mode");

    private final Aggregates<Facility> facilities;

    Facilities(AggregateStores stores) {
        this.facilities = stores.of(Facility.class, List.of(ALL, OF_KIND, IN_MODE, OF_KIND_IN_MODE));
    }

    public Optional<Facility> find(String id, Scope scope) {
        return facilities.find(id, scope);
    }

    public Facility require(String id, Scope scope) {
        return facilities.require(id, scope);
    }

    public void save(Facility facility) {
        facilities.save(facility);
    }

    /** Performs an act on a facility, once where a key is given. */
    public Facility act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<Facility> act) {
        return facilities.act(id, scope, key, act);
    }

    Facility change(String id, Scope scope, IfMatch version, Consumer<Facility> change) {
        return facilities.change(id, scope, version, change);
    }

    /** The facilities within a scope, by id. */
    public Page<Facility> page(Scope scope, PageRequest page) {
        return facilities.page(ALL, Map.of(), scope, page);
    }

    Page<Facility> page(@Nullable FacilityKind kind, @Nullable FacilityMode mode, Scope scope, PageRequest page) {
        if (kind != null && mode != null) {
            return facilities.page(OF_KIND_IN_MODE, Map.of("kind", kind, "mode", mode), scope, page);
        }
        if (kind != null) {
            return facilities.page(OF_KIND, Map.of("kind", kind), scope, page);
        }
        return mode == null ? page(scope, page) : facilities.page(IN_MODE, Map.of("mode", mode), scope, page);
    }
}
