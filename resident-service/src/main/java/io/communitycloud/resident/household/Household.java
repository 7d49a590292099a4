package io.communitycloud.resident.household;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resident.dwelling.Arrival;
import io.communitycloud.resident.dwelling.Dwelling;
import io.communitycloud.resident.household.HouseholdEvent.HouseholdDissolved;
import io.communitycloud.resident.household.HouseholdEvent.HouseholdFormed;
import io.communitycloud.resident.household.HouseholdEvent.HouseholdState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.annotation.PersistenceCreator;

/** A household (户): people who live together in a dwelling; several may share one. */
@AggregateRoot(collection = "households", topic = "resident.households.v1")
public final class Household extends Aggregate {

    private final HouseholdKind kind;
    private final String dwelling;
    private List<Arrival> arrivals = List.of();
    private boolean dissolved;

    @PersistenceCreator
    Household(String id, String area, List<String> scope, Instant createdAt, HouseholdKind kind, String dwelling) {
        super(id, area, scope, createdAt);
        this.kind = kind;
        this.dwelling = dwelling;
    }

    /** Forms a household in a dwelling; it belongs to the dwelling's committee. */
    public static Household form(String id, Dwelling dwelling, HouseholdKind kind, Instant now) {
        Household household = new Household(id, dwelling.area(), scopeIn(dwelling, id), now, kind, dwelling.id());
        household.register(new HouseholdFormed(id, dwelling.area(), dwelling.id(), kind));
        return household;
    }

    /** Notes that a person is about to join. */
    void expect(String residentId, Instant now) {
        arrivals = Arrival.noted(arrivals, residentId, now);
    }

    /** Forgets the note on a person who has joined. */
    void joined(String residentId) {
        arrivals = Arrival.without(arrivals, residentId);
    }

    /**
     * Ends the household; it stays in the store, out of everybody's scope.
     *
     * @throws Refused where somebody belongs to it or is about to
     */
    void dissolve(Membership membership, Instant now) {
        // In this order: whoever arrived before the first question is found by the second.
        if (Arrival.anyPending(arrivals, now, membership::hasArrived)) {
            throw new Refused(HouseholdRefusal.BEING_JOINED);
        }
        if (membership.hasMembers(id())) {
            throw new Refused(HouseholdRefusal.HAS_MEMBERS);
        }
        dissolved = true;
        register(new HouseholdDissolved(id(), area()));
        relocate(area(), List.of("removed:" + area()));
    }

    public boolean dissolved() {
        return dissolved;
    }

    public String dwelling() {
        return dwelling;
    }

    public HouseholdKind kind() {
        return kind;
    }

    @Override
    public DomainEvent state() {
        return new HouseholdState(id(), area(), dwelling, kind, dissolved);
    }

    private static List<String> scopeIn(Dwelling dwelling, String id) {
        List<String> scope = new ArrayList<>(dwelling.scope());
        scope.add("household:" + id);
        return scope;
    }
}
