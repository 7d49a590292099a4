package io.communitycloud.team.volunteer;

import io.communitycloud.common.events.Ids;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Refused;
import io.communitycloud.team.people.KnownResident;
import io.communitycloud.team.people.Residents;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Binds volunteers to quarantined households, and lets them go when the quarantine ends. */
@Service
class BindingVolunteers {

    private final Volunteers volunteers;
    private final Residents residents;
    private final QuarantineOrders orders;
    private final AreaTree areas;
    private final Clock clock;

    BindingVolunteers(
            Volunteers volunteers, Residents residents, QuarantineOrders orders, AreaTree areas, Clock clock) {
        this.volunteers = volunteers;
        this.residents = residents;
        this.orders = orders;
        this.areas = areas;
        this.clock = clock;
    }

    /**
     * Binds a volunteer.
     *
     * <p>An order that is not known yet is believed: its event may still be on its way. One that has ended is not.
     *
     * @throws Refused 404 where there is no such volunteer in the scope, else as the rules say
     */
    Volunteer bind(String id, String household, @Nullable String order, @Nullable IdempotencyKey key, Scope scope) {
        Instant now = clock.instant();
        String bindingId = Ids.next();
        return volunteers.act(id, scope, key, volunteer -> {
            String area =
                    residents.committeeOf(household).orElseThrow(() -> new Refused(VolunteerRefusal.HOUSEHOLD_UNKNOWN));
            if (!areas.within(area, volunteer.offer().serviceArea())) {
                throw new Refused(VolunteerRefusal.OUTSIDE_SERVICE_AREA);
            }
            requireKeptHome(household, order);
            requireFree(volunteer, household);
            volunteer.bind(bindingId, household, area, order, now);
        });
    }

    private void requireKeptHome(String household, @Nullable String order) {
        if (order == null) {
            if (!orders.keepHome(household, "")) {
                throw new Refused(VolunteerRefusal.NOT_QUARANTINED);
            }
            return;
        }
        orders.find(order).ifPresent(known -> {
            if (known.household() != null && !known.household().equals(household)) {
                throw new Refused(VolunteerRefusal.ORDER_OF_ANOTHER);
            }
            if (known.ended()) {
                throw new Refused(VolunteerRefusal.QUARANTINE_OVER);
            }
        });
    }

    private void requireFree(Volunteer volunteer, String household) {
        String own = residents
                .present(volunteer.residentId())
                .map(KnownResident::household)
                .orElse(null);
        if (own == null) {
            return;
        }
        if (own.equals(household)) {
            throw new Refused(VolunteerRefusal.OWN_HOUSEHOLD);
        }
        if (orders.keepHome(own, "")) {
            throw new Refused(VolunteerRefusal.QUARANTINED_HERSELF);
        }
    }

    /** Lets the volunteers go whom an order kept bound, or the household it was the last order of. */
    void orderEnded(String order, @Nullable String household) {
        List<String> keys = new ArrayList<>(List.of("order:" + order));
        boolean last = household != null && !orders.keepHome(household, order);
        if (last) {
            keys.add("household:" + household);
        }
        Instant now = clock.instant();
        for (String id : volunteers.idsOfBoundTo(keys)) {
            volunteers.act(
                    id,
                    volunteer -> volunteer.releaseAll(
                            binding -> order.equals(binding.orderId())
                                    || (last
                                            && binding.orderId() == null
                                            && Objects.equals(binding.householdId(), household)),
                            ReleaseReason.QUARANTINE_ENDED,
                            now));
        }
    }

    /** Lets the households go of a volunteer who may not leave home herself. */
    void residentIsQuarantined(String residentId) {
        Instant now = clock.instant();
        for (String id : volunteers.idsOf(residentId)) {
            volunteers.act(id, volunteer -> volunteer.releaseAll(binding -> true, ReleaseReason.QUARANTINED, now));
        }
    }
}
