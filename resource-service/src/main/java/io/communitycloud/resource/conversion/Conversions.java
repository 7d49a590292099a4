package io.communitycloud.resource.conversion;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Repository;

/** The conversions of the city. */
@Repository
class Conversions {

    private static final Listing OF_FACILITY = Listing.newestFirst("facility");
    private static final Listing OF_CAUSE = Listing.newestFirst("facility", "cause", "direction");
    private static final Listing ALL_OF_CAUSE = Listing.oldestFirst("cause");
    private static final Listing BY_DEADLINE = Listing.sortedBy("nextDeadline", "state");
    private static final Listing TO_APPLY = Listing.oldestFirst("applied");

    private final Aggregates<Conversion> conversions;

    Conversions(AggregateStores stores) {
        this.conversions =
                stores.of(Conversion.class, List.of(OF_FACILITY, OF_CAUSE, ALL_OF_CAUSE, BY_DEADLINE, TO_APPLY));
    }

    Optional<Conversion> find(String id, Scope scope) {
        return conversions.find(id, scope);
    }

    Optional<Conversion> ofCause(String facility, String cause, Direction direction, Scope scope) {
        return conversions.first(OF_CAUSE, Map.of("facility", facility, "cause", cause, "direction", direction), scope);
    }

    /** All that a cause has led to; an activation converts fewer than 200 facilities. */
    List<Conversion> ofCause(String cause, Scope scope) {
        return conversions
                .page(ALL_OF_CAUSE, Map.of("cause", cause), scope, new PageRequest(PageRequest.MAXIMUM_LIMIT, null))
                .items();
    }

    void save(Conversion conversion) {
        conversions.save(conversion);
    }

    Conversion act(String id, Scope scope, Consumer<Conversion> act) {
        return conversions.act(id, scope, act);
    }

    Page<Conversion> page(String facility, Scope scope, PageRequest page) {
        return conversions.page(OF_FACILITY, Map.of("facility", facility), scope, page);
    }

    /** Those under way, the one whose next deadline is nearest at the head. */
    List<Conversion> nextDue(Scope scope) {
        return conversions
                .page(
                        BY_DEADLINE,
                        Map.of("state", Conversion.State.RUNNING),
                        scope,
                        new PageRequest(PageRequest.MAXIMUM_LIMIT, null))
                .items();
    }

    /** Those whose facility does not show yet what has become of them. */
    List<Conversion> toApply(Scope scope) {
        return conversions
                .page(TO_APPLY, Map.of("applied", false), scope, new PageRequest(PageRequest.MAXIMUM_LIMIT, null))
                .items();
    }
}
