package io.communitycloud.resource.conversion;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refusal;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Leads a facility from one use to the other.
 *
 * <p>The conversion is written first and its facility shows it next; where the process dies in between, the watch makes up
 * for it.
 */
@Service
public class ConvertingFacilities {

    private static final Logger LOG = LoggerFactory.getLogger(ConvertingFacilities.class);

    private final Conversions conversions;
    private final ConversionPlans plans;
    private final Facilities facilities;
    private final Beds beds;
    private final AreaTree areas;
    private final Clock clock;

    ConvertingFacilities(
            Conversions conversions,
            ConversionPlans plans,
            Facilities facilities,
            Beds beds,
            AreaTree areas,
            Clock clock) {
        this.conversions = conversions;
        this.plans = plans;
        this.facilities = facilities;
        this.beds = beds;
        this.areas = areas;
        this.clock = clock;
    }

    /**
     * Starts a conversion, or finds the one that the same cause has started.
     *
     * @throws Refused 409 where the facility is being converted or not in the mode to start from, 422 where it never is
     */
    Conversion start(String facilityId, Direction direction, Occasion occasion, Scope scope) {
        Facility facility = facilities.require(facilityId, scope);
        Optional<Conversion> known = known(facilityId, direction, occasion);
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
        Conversion started = Conversion.start(
                facility, number, direction, occasion, plan.schedule(now, Duration.ofHours(hours)), now);
        try {
            conversions.save(started);
        } catch (DuplicateKeyException startedMeanwhile) {
            return known(facilityId, direction, occasion).orElseThrow(() -> new Refused(Plain.RUNNING));
        }
        return apply(started);
    }

    /**
     * Answers a step of an activation: starts the conversion or says why not, once for each step whoever asks how often.
     *
     * @param area of the activation; the facility lies in it or serves it from above
     * @throws Refused 503 where the areas are not known yet
     */
    public void answer(String facilityId, String area, Occasion occasion) {
        List<String> path = areas.path(area);
        if (path.isEmpty()) {
            throw new Refused(Refusal.of("unavailable", Refusal.Kind.UNAVAILABLE));
        }
        if (conversions.find(occasion.answerFor(facilityId), Scope.everything()).isPresent()) {
            return;
        }
        try {
            Facility facility = facilities
                    .find(facilityId, Scope.everything())
                    .filter(found -> found.scope().contains(area) || path.contains(found.area()))
                    .orElseThrow(Refused::notFound);
            Conversion begun = start(facility.id(), Direction.TO_EMERGENCY, occasion, Scope.everything());
            if (!Objects.equals(begun.step(), occasion.step())) {
                throw new Refused(Plain.RUNNING);
            }
        } catch (Refused refused) {
            if (refused.refusal().kind().retriable()) {
                throw refused;
            }
            refuse(facilityId, area, path, occasion, refused.refusal().code());
        }
    }

    /**
     * Undoes what an activation, or one step of it, has begun: what runs is given up, what is completed is led back.
     *
     * @param step null for all of the activation
     */
    public void undo(String cause, @Nullable String step, Scope scope) {
        for (Conversion each : conversions.ofCause(cause, scope)) {
            if (each.direction() == Direction.TO_EMERGENCY && (step == null || step.equals(each.step()))) {
                undo(each);
            }
        }
    }

    private void undo(Conversion conversion) {
        Conversion found = conversion;
        if (found.progress() == Conversion.State.RUNNING) {
            found = apply(conversions.act(conversion.id(), Scope.everything(), each -> {
                if (each.progress() == Conversion.State.RUNNING) {
                    each.cancel();
                }
            }));
        }
        if (found.progress() == Conversion.State.COMPLETED && !found.isExercise()) {
            apply(found);
            try {
                start(
                        found.facility(),
                        Direction.TO_PEACETIME,
                        new Occasion(found.cause(), found.step(), false),
                        Scope.everything());
            } catch (Refused refused) {
                if (refused.refusal().kind().retriable()) {
                    throw refused;
                }
                LOG.warn(
                        "{} is not led back for {}: {}",
                        found.facility(),
                        found.cause(),
                        refused.refusal().code());
            }
        }
    }

    private void refuse(String facility, String area, List<String> path, Occasion occasion, String code) {
        try {
            conversions.save(Conversion.refuse(facility, area, path, occasion, code, clock.instant()));
        } catch (DuplicateKeyException refusedMeanwhile) {
            LOG.debug("The same answer was given by another instance", refusedMeanwhile);
        }
    }

    private Optional<Conversion> known(String facilityId, Direction direction, Occasion occasion) {
        return occasion.exercise()
                ? conversions.find(occasion.answerFor(facilityId), Scope.everything())
                : conversions.ofCause(facilityId, occasion.cause(), direction, Scope.of("facility", facilityId));
    }

    /**
     * Says that a step is done.
     *
     * @throws Refused where its guard says no
     */
    Conversion complete(String id, String step, String subject, Scope scope) {
        Conversion conversion = require(id, scope);
        Step ready = conversion.ready(step);
        if (ready.guard() == Guard.NO_BED_OCCUPIED && !ready.isDone() && !conversion.isExercise()) {
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
