package io.communitycloud.resident.intake;

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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/** The tickets of accepted files. */
@Repository
class ImportTickets {

    private static final Listing NEWEST = Listing.newestFirst();
    private static final Listing OLDEST_IN_STATE = Listing.oldestFirst("state");

    private final Aggregates<ImportTicket> tickets;
    private final Scope city;

    ImportTickets(AggregateStores stores, @Value("${cloud.city:310000000000}") String city) {
        this.tickets = stores.of(ImportTicket.class, List.of(NEWEST, OLDEST_IN_STATE));
        this.city = Scope.area(city);
    }

    Optional<ImportTicket> find(String id, Scope scope) {
        return tickets.find(id, scope);
    }

    ImportTicket require(String id, Scope scope) {
        return tickets.require(id, scope);
    }

    void save(ImportTicket ticket) {
        tickets.save(ticket);
    }

    void act(String id, Consumer<ImportTicket> act) {
        tickets.act(id, Scope.everything(), act);
    }

    Page<ImportTicket> newest(Scope scope, PageRequest page) {
        return tickets.page(NEWEST, Map.of(), scope, page);
    }

    /** The ticket that has waited longest, of the whole city: the worker is the city's own. */
    Optional<ImportTicket> next() {
        return tickets.first(OLDEST_IN_STATE, Map.of("state", ImportTicket.State.RUNNING.name()), city);
    }
}
