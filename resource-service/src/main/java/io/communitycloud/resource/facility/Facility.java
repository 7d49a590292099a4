package io.communitycloud.resource.facility;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resource.facility.FacilityEvent.FacilityCorrected;
import io.communitycloud.resource.facility.FacilityEvent.FacilityModeChanged;
import io.communitycloud.resource.facility.FacilityEvent.FacilityOccupancyReported;
import io.communitycloud.resource.facility.FacilityEvent.FacilityRegistered;
import io.communitycloud.resource.facility.FacilityEvent.FacilitySealed;
import io.communitycloud.resource.facility.FacilityEvent.FacilityState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/** A hospital, hall or room that can take people in. */
@AggregateRoot(collection = "facilities", topic = "resource.facilities.v1")
public final class Facility extends Aggregate {

    private final FacilityKind kind;
    private FacilityDescription description;
    private FacilityMode mode = FacilityMode.PEACETIME;
    private boolean sealed;
    private @Nullable OccupancyReport report;

    /** How many conversions have come to their end; the next one is numbered after it. */
    private int conversions;

    @PersistenceCreator
    Facility(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            FacilityKind kind,
            FacilityDescription description) {
        super(id, area, scope, createdAt);
        this.kind = kind;
        this.description = description;
    }

    /** Enters a facility into the register; {@code areaPath} leads from the city down to its area. */
    public static Facility register(
            String id,
            String area,
            List<String> areaPath,
            FacilityKind kind,
            FacilityDescription description,
            Instant now) {
        List<String> scope = new ArrayList<>(areaPath);
        scope.add("facility:" + id);
        Facility facility = new Facility(id, area, scope, now, kind, description);
        facility.register(new FacilityRegistered(
                id,
                area,
                kind,
                description.level(),
                description.name(),
                description.beds().total(),
                description.targetHours()));
        return facility;
    }

    /** Puts right what is held of the facility. Saying what is held already changes nothing. */
    void correct(FacilityDescription corrected) {
        if (corrected.equals(description)) {
            return;
        }
        description = corrected;
        register(new FacilityCorrected(
                id(),
                area(),
                kind,
                corrected.level(),
                corrected.name(),
                corrected.beds().total(),
                corrected.targetHours()));
    }

    /**
     * Takes in what the facility says of its occupancy.
     *
     * @throws Refused 422 where more beds are told of than there are
     */
    public void report(int occupied, int closed, Instant now) {
        report(new OccupancyReport(occupied, closed, now, null));
    }

    /** Takes in what the facility, or somebody for it, says of its occupancy by kinds of beds. */
    public void report(OccupiedByKind occupied, Instant at) {
        report(new OccupancyReport(occupied.sum(), 0, at, occupied));
    }

    private void report(OccupancyReport told) {
        int total = description.beds().total();
        if (told.occupied() + told.closed() > total) {
            throw new Refused(FacilityRefusal.MORE_THAN_TOTAL);
        }
        report = told;
        register(new FacilityOccupancyReported(id(), area(), told.occupied(), told.closed(), total));
    }

    /** Puts the facility to another use. */
    public void enter(FacilityMode next) {
        if (mode != next) {
            register(new FacilityModeChanged(id(), area(), mode, next));
            mode = next;
        }
    }

    /** Closes the facility to new arrivals, or opens it to them. */
    public void seal(boolean shut) {
        if (sealed != shut) {
            sealed = shut;
            register(new FacilitySealed(id(), area(), shut));
        }
    }

    /** Counts a conversion that has come to its end, so that the next one may begin. */
    public void conversionEnded(int number) {
        conversions = Math.max(conversions, number);
    }

    /**
     * Lets somebody in.
     *
     * @throws Refused 409 where the facility is sealed or between two uses
     */
    public void admit() {
        if (sealed || mode == FacilityMode.CONVERTING || mode == FacilityMode.RESTORING) {
            throw new Refused(FacilityRefusal.CLOSED);
        }
    }

    public FacilityKind kind() {
        return kind;
    }

    public FacilityMode mode() {
        return mode;
    }

    public boolean isSealed() {
        return sealed;
    }

    public FacilityDescription description() {
        return description;
    }

    public @Nullable OccupancyReport report() {
        return report;
    }

    public int conversions() {
        return conversions;
    }

    @Override
    public DomainEvent state() {
        return new FacilityState(
                id(),
                area(),
                kind,
                description.level(),
                description.name(),
                mode,
                sealed,
                description.beds().total(),
                description.targetHours());
    }
}
