package io.communitycloud.resource.have;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resource.facility.Facilities;
import io.communitycloud.resource.facility.Facility;
import io.communitycloud.resource.facility.OccupancyReport;
import io.communitycloud.resource.facility.OccupiedByKind;
import io.communitycloud.resource.have.HaveHospital.Beds;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Takes in what another system says of our facilities' availability, as reports of their occupancy. */
@Service
class TakingInHave {

    private final Facilities facilities;
    private final Clock clock;

    TakingInHave(Facilities facilities, Clock clock) {
        this.facilities = facilities;
        this.clock = clock;
    }

    /** What has become of one hospital of a message: taken, or why not. */
    enum Outcome {
        TAKEN,
        /** It says what is held already, or what is older. */
        NOT_NEWER,
        /** No facility of the caller's area has the id. */
        UNKNOWN_FACILITY,
        /** It does not say when it was so. */
        NO_UPDATE_TIME,
        /** It says what will be. */
        IN_THE_FUTURE,
        /** Of some beds it does not say how many are available: unknown is not zero. */
        AVAILABILITY_UNKNOWN,
        /** It has more beds available than there are, or none of a type that is held. */
        MORE_THAN_BASELINE
    }

    Outcome takeIn(HaveHospital hospital, Scope scope) {
        Facility facility = facilities.find(hospital.id(), scope).orElse(null);
        if (facility == null) {
            return Outcome.UNKNOWN_FACILITY;
        }
        Instant at = hospital.updatedAt();
        if (at == null) {
            return Outcome.NO_UPDATE_TIME;
        }
        if (at.isAfter(clock.instant())) {
            return Outcome.IN_THE_FUTURE;
        }
        Map<HaveBedType, Integer> available = available(hospital.beds());
        for (HaveBedType type : HaveBedType.values()) {
            int baseline = type.baseline(facility.description().beds());
            Integer free = available.get(type);
            if (baseline > 0 && free == null) {
                return Outcome.AVAILABILITY_UNKNOWN;
            }
            if (free != null && (free < 0 || free > baseline)) {
                return Outcome.MORE_THAN_BASELINE;
            }
        }
        return report(facility, available, at, scope);
    }

    private Outcome report(Facility known, Map<HaveBedType, Integer> available, Instant at, Scope scope) {
        Outcome[] outcome = {Outcome.TAKEN};
        try {
            facilities.act(known.id(), scope, null, facility -> {
                OccupancyReport held = facility.report();
                if (held != null && !held.at().isBefore(at)) {
                    outcome[0] = Outcome.NOT_NEWER;
                } else {
                    OccupiedByKind occupied = new OccupiedByKind(
                            occupied(facility, available, HaveBedType.ADULT_ICU),
                            occupied(facility, available, HaveBedType.NEGATIVE_FLOW),
                            occupied(facility, available, HaveBedType.OTHER_ISOLATION),
                            occupied(facility, available, HaveBedType.MEDICAL_SURGICAL));
                    facility.report(occupied, at);
                }
            });
        } catch (Refused refused) {
            if (refused.refusal().kind().retriable()) {
                throw refused;
            }
            return Outcome.MORE_THAN_BASELINE;
        }
        return outcome[0];
    }

    private static int occupied(Facility facility, Map<HaveBedType, Integer> available, HaveBedType type) {
        return type.baseline(facility.description().beds()) - available.getOrDefault(type, 0);
    }

    private static Map<HaveBedType, Integer> available(List<Beds> beds) {
        Map<HaveBedType, Integer> available = new EnumMap<>(HaveBedType.class);
        for (Beds each : beds) {
            @Nullable Integer free = each.available();
            if (free != null) {
                HaveBedType.of(each.type()).ifPresent(type -> available.merge(type, free, Integer::sum));
            }
        }
        return available;
    }
}
