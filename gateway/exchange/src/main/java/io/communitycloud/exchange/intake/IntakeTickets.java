package io.communitycloud.exchange.intake;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.events.store.Listing;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/** The tickets of accepted files and pushes. */
@Repository
class IntakeTickets {

    private static final Listing OF_SYSTEM = Listing.newestFirst("system");
    private static final Listing OLDEST_IN_STATE = Listing.oldestFirst("state");

    private final Aggregates<IntakeTicket> tickets;
    private final Scope city;

    IntakeTickets(AggregateStores stores, @Value("${cloud.identity.city:310000000000}") String city) {
        this.tickets = stores.of(IntakeTicket.class, List.of(OF_SYSTEM, OLDEST_IN_STATE));
        this.city = Scope.area(city);
    }

    /** The area that every ticket belongs to. */
    String city() {
        return city.key();
    }

    Optional<IntakeTicket> find(String id) {
        return tickets.find(id, Scope.everything());
    }

    /**
     * A ticket of a system within a scope.
     *
     * @throws Refused 404 where there is none
     */
    IntakeTicket require(String system, String id, Scope scope) {
        IntakeTicket ticket = tickets.require(id, scope);
        if (!ticket.system().equals(system)) {
            throw Refused.notFound();
        }
        return ticket;
    }

    void save(IntakeTicket ticket) {
        tickets.save(ticket);
    }

    /** As the background does it. */
    IntakeTicket act(String id, Consumer<IntakeTicket> act) {
        return tickets.act(id, Scope.everything(), act);
    }

    /** The newest of a system. */
    Optional<IntakeTicket> last(String system) {
        return tickets.first(OF_SYSTEM, Map.of("system", system), city);
    }

    Page<IntakeTicket> page(String system, Scope scope, PageRequest page) {
        return tickets.page(OF_SYSTEM, Map.of("system", system), scope, page);
    }

    /** Those that have waited longest. */
    List<IntakeTicket> running(int atMost) {
        return tickets.page(
                        OLDEST_IN_STATE,
                        Map.of("state", IntakeTicket.State.RUNNING.name()),
                        city,
                        PageRequest.first(atMost))
                .items();
    }
}
