package io.communitycloud.resource.stock;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.events.store.WriteRefusal;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resource.crowd.Lobby;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The lots of the city. */
@Repository
class Lots {

    private static final Listing ALL = Listing.oldestFirst();
    private static final Listing FIRST_EXPIRED = Listing.sortedBy("expiresOn", "item");
    private static final Listing OWN_FIRST_EXPIRED = Listing.sortedBy("expiresOn", "item", "area");
    private static final Listing OF_PLACE = Listing.oldestFirst("place");
    private static final Listing OF_ITEM_AT_PLACE = Listing.sortedBy("expiresOn", "item", "place");

    private static final int ATTEMPTS = 20;

    private final Aggregates<Lot> lots;
    private final Card card;
    private final Lobby lobby = new Lobby(1);

    Lots(AggregateStores stores, Card card) {
        this.lots = stores.of(Lot.class, List.of(ALL, FIRST_EXPIRED, OWN_FIRST_EXPIRED, OF_PLACE, OF_ITEM_AT_PLACE));
        this.card = card;
    }

    Optional<Lot> find(String id, Scope scope) {
        return lots.find(id, scope);
    }

    Lot require(String id, Scope scope) {
        return lots.require(id, scope);
    }

    /** Saves a lot that comes in, with the first line of its card. */
    void save(Lot lot) {
        lots.save(lot);
        card.keep(lot);
    }

    /**
     * Moves goods of a lot, once for each cause.
     *
     * @param change by how much, null where the lot itself knows
     * @throws Refused 409 where the cause has moved another quantity
     */
    Lot move(String id, Scope scope, String cause, @Nullable Integer change, Consumer<Lot> movement) {
        Lot moved = act(id, scope, lot -> {
            card.keep(lot);
            Optional<Movement> earlier = card.find(id, cause);
            if (earlier.isEmpty()) {
                movement.accept(lot);
            } else if (change != null && earlier.get().change() != change) {
                throw new Refused(new StockRefusal.MovedOtherwise());
            }
        });
        card.keep(moved);
        return moved;
    }

    /**
     * Performs an act on a lot.
     *
     * <p>The document's version decides who was first. Callers of this instance queue up before it, so that a crowd on one
     * lot is answered one by one and is not sent away for being a crowd.
     */
    Lot act(String id, Scope scope, Consumer<Lot> act) {
        return lobby.enter(id, () -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    return lots.act(id, scope, act);
                } catch (Refused refused) {
                    if (refused.refusal() != WriteRefusal.CONTENDED || attempt == ATTEMPTS) {
                        throw refused;
                    }
                }
            }
        });
    }

    /** The lots of an item, those that expire first at the head. */
    Page<Lot> firstExpired(String item, Scope scope, PageRequest page) {
        return lots.page(FIRST_EXPIRED, Map.of("item", item), scope, page);
    }

    /** The lots of an item that belong to an area itself, not to one below it, those that expire first at the head. */
    Page<Lot> ownFirstExpired(String item, String area, PageRequest page) {
        return lots.page(OWN_FIRST_EXPIRED, Map.of("item", item, "area", area), Scope.area(area), page);
    }

    Page<Lot> page(@Nullable String item, @Nullable String place, Scope scope, PageRequest page) {
        if (item != null && place != null) {
            return lots.page(OF_ITEM_AT_PLACE, Map.of("item", item, "place", place), scope, page);
        }
        if (place != null) {
            return lots.page(OF_PLACE, Map.of("place", place), scope, page);
        }
        return item == null ? lots.page(ALL, Map.of(), scope, page) : firstExpired(item, scope, page);
    }
}
