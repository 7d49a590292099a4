package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import io.communitycloud.common.identity.Scope;
import java.time.Clock;

/** Ends the order of a person who died or is no resident any more. */
@Listens("resident.residents.v1")
class PersonListener {

    private final QuarantineOrders orders;
    private final OrderingQuarantine ordering;
    private final QuarantinePolicies policies;
    private final Clock clock;

    PersonListener(QuarantineOrders orders, OrderingQuarantine ordering, QuarantinePolicies policies, Clock clock) {
        this.orders = orders;
        this.ordering = ordering;
        this.policies = policies;
        this.clock = clock;
    }

    @On({"communitycloud.resident.died.v1", "communitycloud.resident.removed.v1"})
    void gone(PersonGone person, EventMeta meta) {
        orders.newestOf(person.residentId())
                .filter(order -> order.status() == QuarantineStatus.ACTIVE)
                // What is told late of an earlier life does not end an order that was made since.
                .filter(order -> !meta.time().isBefore(order.createdAt()))
                .ifPresent(order -> ordering.afterwards(orders.act(
                        order.id(),
                        Scope.everything(),
                        null,
                        found -> found.personGone(policies.monitoring(), clock.instant()))));
    }

    /** What is read of a person who is gone. */
    record PersonGone(String residentId) {}
}
