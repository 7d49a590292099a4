package io.communitycloud.resident.dwelling;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resident.dwelling.DwellingEvent.DwellingCorrected;
import io.communitycloud.resident.dwelling.DwellingEvent.DwellingRegistered;
import io.communitycloud.resident.dwelling.DwellingEvent.DwellingRemoved;
import io.communitycloud.resident.dwelling.DwellingEvent.DwellingState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/** A home (房屋): an address of one committee, of a kind, in which households live. */
@AggregateRoot(collection = "dwellings", topic = "resident.dwellings.v1")
public final class Dwelling extends Aggregate {

    private Address address;
    private DwellingType type;
    private Tenure tenure;
    private @Nullable Point point;
    private List<Arrival> arrivals = List.of();
    private boolean removed;

    @PersistenceCreator
    Dwelling(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            Address address,
            DwellingType type,
            Tenure tenure,
            @Nullable Point point) {
        super(id, area, scope, createdAt);
        this.address = address;
        this.type = type;
        this.tenure = tenure;
        this.point = point;
    }

    /** Enters a home into the register. */
    public static Dwelling register(String id, String area, List<String> scope, Description description, Instant now) {
        Dwelling dwelling = new Dwelling(
                id,
                area,
                scope,
                now,
                description.address(),
                description.type(),
                description.tenure(),
                description.point());
        dwelling.register(new DwellingRegistered(id, area, dwelling.type, dwelling.tenure));
        return dwelling;
    }

    /** Puts right what is held of the home. Saying what is held already changes nothing and is told to nobody. */
    void correct(Description description) {
        if (description.equals(description())) {
            return;
        }
        address = description.address();
        type = description.type();
        tenure = description.tenure();
        point = description.point();
        register(new DwellingCorrected(id(), area(), type, tenure));
    }

    /** Notes that a household is about to move in. */
    public void expect(String householdId, Instant now) {
        arrivals = Arrival.noted(arrivals, householdId, now);
    }

    /**
     * Takes the home out of the register; it stays in the store, out of everybody's scope.
     *
     * @throws Refused where a household lives there or is about to
     */
    void remove(Occupancy occupancy, Instant now) {
        // In this order: whoever arrived before the first question is found by the second.
        if (Arrival.anyPending(arrivals, now, occupancy::hasArrived)) {
            throw new Refused(DwellingRefusal.BEING_MOVED_INTO);
        }
        if (occupancy.isLivedIn(id())) {
            throw new Refused(DwellingRefusal.LIVED_IN);
        }
        removed = true;
        register(new DwellingRemoved(id(), area()));
        relocate(area(), List.of("removed:" + area()));
    }

    public Address address() {
        return address;
    }

    public DwellingType type() {
        return type;
    }

    public boolean removed() {
        return removed;
    }

    Description description() {
        return new Description(address, type, tenure, point);
    }

    @Override
    public DomainEvent state() {
        return new DwellingState(id(), area(), type, tenure, removed);
    }

    /** What can be said of a home and put right later. */
    public record Description(
            Address address,
            DwellingType type,
            Tenure tenure,
            @Nullable Point point) {}
}
