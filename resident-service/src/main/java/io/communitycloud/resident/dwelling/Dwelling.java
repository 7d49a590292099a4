package io.communitycloud.resident.dwelling;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
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

    /** Takes the home out of the register; it stays in the store, out of everybody's scope. */
    void remove() {
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
