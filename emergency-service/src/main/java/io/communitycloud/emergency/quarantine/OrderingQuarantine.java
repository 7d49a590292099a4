package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Claims;
import io.communitycloud.common.events.store.Claims.Outcome;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.person.Person;
import io.communitycloud.emergency.person.Persons;
import io.communitycloud.emergency.quarantine.QuarantineOrder.OrderQuarantine;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Puts a person under quarantine by the policy in force at the instant of her arrival.
 *
 * <p>A person has one order at a time. Before an order is written it claims the person, so that of two who order at the same
 * moment one is refused; the order she has is extended instead.
 */
@Service
class OrderingQuarantine {

    private final QuarantineOrders orders;
    private final QuarantinePolicies policies;
    private final Persons persons;
    private final Claims claims;
    private final AreaTree areas;
    private final Clock clock;

    OrderingQuarantine(
            QuarantineOrders orders,
            QuarantinePolicies policies,
            Persons persons,
            Claims claims,
            AreaTree areas,
            Clock clock) {
        this.orders = orders;
        this.policies = policies;
        this.persons = persons;
        this.claims = claims;
        this.areas = areas;
        this.clock = clock;
    }

    /**
     * Orders a quarantine under an id.
     *
     * @throws Refused where the resident is not known here, no policy fits, or she is in quarantine already
     */
    QuarantineOrder order(String id, String residentId, OrderQuarantine command, Scope scope) {
        Person person = persons.find(residentId, scope)
                .filter(Person::active)
                .orElseThrow(() -> new Refused(QuarantineRefusal.NO_SUCH_RESIDENT));
        List<String> path = areas.scopeOf(person.area(), "/residentId", scope);
        Instant now = clock.instant();
        QuarantinePolicy policy = policies.choose(
                        command.origin(), command.destination(), command.arrivedAt(), command.conditions())
                .orElseThrow(() -> new Refused(QuarantineRefusal.NO_POLICY_IN_FORCE));
        QuarantineOrder order = QuarantineOrder.order(id, person, path, command, policy, policies.monitoring(), now);
        claim(residentId, id);
        orders.save(order);
        return order;
    }

    /** Gives the person free once her order is over; where that was lost, the claim is found to be held by nobody. */
    void afterwards(QuarantineOrder order) {
        if (order.status() == QuarantineStatus.ENDED) {
            claims.release(claimOn(order.resident()), order.id());
        }
    }

    private void claim(String resident, String id) {
        switch (claims.claim(claimOn(resident), "", id, this::inForce)) {
            case Outcome.Won won -> {}
            case Outcome.Held held -> {
                if (!held.target().equals(id)) {
                    throw new Refused(QuarantineRefusal.IN_QUARANTINE_ALREADY);
                }
            }
            case Outcome.Pending pending -> throw new Refused(QuarantineRefusal.BEING_ORDERED);
        }
    }

    private boolean inForce(String order) {
        return orders.find(order, Scope.everything())
                .filter(found -> found.status() == QuarantineStatus.ACTIVE)
                .isPresent();
    }

    private static String claimOn(String resident) {
        return "quarantine:" + resident;
    }
}
