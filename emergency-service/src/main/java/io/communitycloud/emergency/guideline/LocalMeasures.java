package io.communitycloud.emergency.guideline;

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

/** What areas add to the guideline. */
@Repository
class LocalMeasures {

    private static final Listing NEWEST = Listing.newestFirst();

    private final Aggregates<LocalMeasure> measures;

    LocalMeasures(AggregateStores stores) {
        this.measures = stores.of(LocalMeasure.class, List.of(NEWEST));
    }

    Optional<LocalMeasure> find(String id, Scope scope) {
        return measures.find(id, scope);
    }

    LocalMeasure require(String id, Scope scope) {
        return measures.require(id, scope);
    }

    void save(LocalMeasure measure) {
        measures.save(measure);
    }

    LocalMeasure act(String id, Scope scope, @Nullable IdempotencyKey key, Consumer<LocalMeasure> act) {
        return measures.act(id, scope, key, act);
    }

    Page<LocalMeasure> page(Scope scope, PageRequest page) {
        return measures.page(NEWEST, Map.of(), scope, page);
    }
}
