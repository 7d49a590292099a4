package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.identity.Scope;
import java.time.Clock;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;

/** What a transfer does to the orders of its passengers; each act may be repeated and has its effect once. */
@Service
public class TransferringQuarantined {

    private final QuarantineOrders orders;
    private final OrderingQuarantine ordering;
    private final QuarantinePolicies policies;
    private final Clock clock;

    TransferringQuarantined(
            QuarantineOrders orders, OrderingQuarantine ordering, QuarantinePolicies policies, Clock clock) {
        this.orders = orders;
        this.ordering = ordering;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * Puts a person on a manifest.
     *
     * @param free whether the manifest she may stand on already is none any more
     * @return the id of the resident
     * @throws io.communitycloud.common.web.Refused where she is out of scope or cannot be put on it
     */
    public String list(String order, String transfer, Destination to, Predicate<String> free, Scope scope) {
        return orders.act(
                        order,
                        scope,
                        null,
                        found -> found.listFor(
                                transfer,
                                to,
                                policies.require(found.policy()),
                                free,
                                policies.monitoring(),
                                clock.instant()))
                .resident();
    }

    /**
     * Lets a person board.
     *
     * @throws io.communitycloud.common.web.Refused naming what is missing
     */
    public void board(String order, String transfer) {
        orders.act(
                order,
                Scope.everything(),
                null,
                found -> found.board(
                        transfer, policies.require(found.policy()), policies.monitoring(), clock.instant()));
    }

    /** Takes a person off a manifest; she goes on another one, or stays. */
    public void unlist(String order, String transfer) {
        orders.act(order, Scope.everything(), null, found -> found.unlistFrom(transfer));
    }

    /** Takes a person off a manifest and has her spend the rest in the city. */
    public void keepInCity(String order, String transfer, String reason, String by) {
        orders.act(order, Scope.everything(), null, found -> {
            if (transfer.equals(found.transfer())) {
                found.unlistFrom(transfer);
                found.stayInCity(reason, by, policies.monitoring(), clock.instant());
            }
        });
    }

    /** Ends a person's order because her province has signed for her. */
    public void handOver(String order, String transfer) {
        ordering.afterwards(orders.act(
                order,
                Scope.everything(),
                null,
                found -> found.handOver(transfer, policies.monitoring(), clock.instant())));
    }
}
