package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.emergency.deadline.Overdue;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets the time of orders pass: tasks that nobody did are missed, parts follow each other, and orders end on their instant. */
@Component
class QuarantineClock implements Overdue {

    private final QuarantineOrders orders;
    private final QuarantinePolicies policies;
    private final OrderingQuarantine ordering;
    private final Clock clock;

    QuarantineClock(QuarantineOrders orders, QuarantinePolicies policies, OrderingQuarantine ordering, Clock clock) {
        this.orders = orders;
        this.policies = policies;
        this.ordering = ordering;
        this.clock = clock;
    }

    @Override
    public boolean fireOne() {
        Instant now = clock.instant();
        Optional<QuarantineOrder> first = orders.firstToWake().filter(order -> !now.isBefore(order.wakeAt()));
        first.ifPresent(order -> {
            QuarantineOrder ticked =
                    orders.act(order.id(), Scope.everything(), null, found -> found.tick(policies.monitoring(), now));
            ordering.afterwards(ticked);
        });
        return first.isPresent();
    }
}
