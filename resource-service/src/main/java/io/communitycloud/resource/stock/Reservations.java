package io.communitycloud.resource.stock;

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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The reservations of the city. */
@Repository
class Reservations {

    private static final Listing BY_ID = Listing.oldestFirst();
    private static final Listing OF_CAUSE = Listing.oldestFirst("cause");
    private static final Listing LONGEST_UNTOUCHED = Listing.sortedBy("updatedAt", "state");

    private final Aggregates<Reservation> reservations;

    Reservations(AggregateStores stores) {
        this.reservations = stores.of(Reservation.class, List.of(BY_ID, OF_CAUSE, LONGEST_UNTOUCHED));
    }

    Optional<Reservation> find(String id, Scope scope) {
        return reservations.find(id, scope);
    }

    Reservation require(String id, Scope scope) {
        return reservations.require(id, scope);
    }

    void save(Reservation reservation) {
        reservations.save(reservation);
    }

    Reservation act(String id, Consumer<Reservation> act) {
        return reservations.act(id, Scope.everything(), act);
    }

    Page<Reservation> page(@Nullable String cause, Scope scope, PageRequest page) {
        return cause == null
                ? reservations.page(BY_ID, Map.of(), scope, page)
                : reservations.page(OF_CAUSE, Map.of("cause", cause), scope, page);
    }

    /** Those in a state, the one that nobody has touched for longest at the head. */
    List<Reservation> longestUntouched(Reservation.State state, Scope scope) {
        return reservations
                .page(
                        LONGEST_UNTOUCHED,
                        Map.of("state", state),
                        scope,
                        new PageRequest(PageRequest.MAXIMUM_LIMIT, null))
                .items();
    }
}
