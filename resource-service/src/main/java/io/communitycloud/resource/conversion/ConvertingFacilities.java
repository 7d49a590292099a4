package io.communitycloud.resource.conversion;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resource.bed.BedCount;
import io.communitycloud.resource.bed.BedState;
import io.communitycloud.resource.bed.Beds;
import io.communitycloud.resource.conversion.ConversionRefusal.BedsOccupied;
import io.communitycloud.resource.conversion.ConversionRefusal.Plain;
import io.communitycloud.resource.facility.Facilities;
import io.communitycloud.resource.facility.Facility;
import io.communitycloud.resource.facility.OccupancyReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Leads a facility from one use to the other.
 *
 * <p>The conversion is written first and its facility shows it next; where the process dies in between, the watch makes up
 * for it.
 */
@Service
class ConvertingFacilities {

    private final Conversions conversions;
    private final ConversionPlans plans;
    private final Facilities facilities;
    private final Beds beds;
    private final Clock clock;

    ConvertingFacilities(
            Conversions conversions, ConversionPlans plans, Facilities facilities, Beds beds, Clock clock) {
        this.conversions = conversions;
        this.plans = plans;
        this.facilities = facilities;
        this.beds = beds;
        this.clock = clock;
    }

    /**
     * Starts a conversion, or finds the one that the same cause has started.
     *
     * @throws Refused 409 where the facility is being converted or not in the mode to start from, 422 where it never is
     */
    Conversion start(String facilityId, Direction direction, String cause, Scope scope) {
        Facility facility = facilities.require(facilityId, scope);
        Optional<Conversion> known = conversions.ofCause(facilityId, cause, direction, scope);
        if (known.isPresent()) {
            return known.get();
        }
        Integer hours = facility.description().targetHours();
        ConversionPlan plan =
                plans.of(facility.kind(), direction).orElseThrow(() -> new Refused(Plain.NOT_CONVERTIBLE));
        if (hours == null) {
            throw new Refused(Plain.NOT_CONVERTIBLE);
        }
        int number = facility.conversions() + 1;
        if (conversions
                .find(Conversion.idOf(facilityId, number), Scope.everything())
                .isPresent()) {
            throw new Refused(Plain.RUNNING);
        }
        if (facility.mode() != direction.from()) {
            throw new Refused(Plain.WRONG_MODE);
        }
        Instant now = clock.instant();
        Conversion started =
                Conversion.start(facility, number, direction, cause, plan.schedule(now, Duration.ofHours(hours)), now);
        try {
            conversions.save(started);
        } catch (DuplicateKeyException startedMeanwhile) {
            return conversions
                    .ofCause(facilityId, cause, direction, scope)
                    .orElseThrow(() -> new Refused(Plain.RUNNING));
        }
        return apply(started);
    }

    /**
     * Says that a step is done.
     *
     * @throws Refused where its guard says no
     */
    Conversion complete(String id, String step, String subject, Scope scope) {
        Conversion conversion = require(id, scope);
        Step ready = conversion.ready(step);
        if (ready.guard() == Guard.NO_BED_OCCUPIED && !ready.isDone()) {
            seal(conversion.facility());
        }
        return apply(conversions.act(id, scope, each -> each.complete(step, subject, clock.instant())));
    }

    /** Approves a step that another person has confirmed. */
    Conversion approve(String id, String step, String subject, Scope scope) {
        return apply(conversions.act(id, scope, each -> each.approve(step, subject, clock.instant())));
    }

    /** Gives a conversion up. */
    Conversion cancel(String id, Scope scope) {
        return apply(conversions.act(id, scope, Conversion::cancel));
    }

    Conversion require(String id, Scope scope) {
        return conversions.find(id, scope).orElseThrow(Refused::notFound);
    }

    /** Makes the facility show what has become of a conversion. */
    Conversion apply(Conversion conversion) {
        if (conversion.isApplied()) {
            return conversion;
        }
        facilities.act(conversion.facility(), Scope.everything(), null, conversion::applyTo);
        Conversion.State shown = conversion.progress();
        return conversions.act(conversion.id(), Scope.everything(), each -> each.markApplied(shown));
    }

    /** Shuts the facility first and counts then: whoever takes a bed in between sees that it is shut and gives it back. */
    private void seal(String facilityId) {
        Facility shut = facilities.act(facilityId, Scope.everything(), null, each -> each.seal(true));
        try {
            requireEmpty(shut);
        } catch (Refused occupied) {
            facilities.act(facilityId, Scope.everything(), null, each -> each.seal(false));
            throw occupied;
        }
    }

    private void requireEmpty(Facility facility) {
        BedCount count = beds.count(facility.id(), Scope.of("facility", facility.id()));
        long occupied = count.in(BedState.OCCUPIED);
        if (count.total() == 0) {
            OccupancyReport report = facility.report();
            if (report == null || !report.isFresh(clock.instant())) {
                throw new Refused(Plain.OCCUPANCY_UNKNOWN);
            }
            occupied = report.occupied();
        }
        if (occupied > 0) {
            throw new Refused(new BedsOccupied(occupied));
        }
    }
}
