package io.communitycloud.resource.have;

import io.communitycloud.resource.facility.BedNumbers;
import io.communitycloud.resource.facility.Facility;
import io.communitycloud.resource.facility.FacilityMode;
import io.communitycloud.resource.facility.OccupancyReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A facility as EDXL-HAVE speaks of it.
 *
 * @param updatedAt when what is said of it was last known to be so, null where a sender does not say
 */
record HaveHospital(
        String id, String name, List<Beds> beds, @Nullable Instant updatedAt) {

    /**
     * The beds of one type.
     *
     * @param type as the sender calls it
     * @param available null where that is not known, which is not zero
     * @param within24Hours what could be added by then, null where nobody says
     */
    record Beds(
            String type,
            @Nullable Integer available,
            @Nullable Integer baseline,
            @Nullable Integer within24Hours,
            @Nullable Integer within72Hours) {}

    static HaveHospital of(Facility facility, Instant now) {
        BedNumbers numbers = facility.description().beds();
        List<Beds> beds = new ArrayList<>();
        for (HaveBedType type : HaveBedType.values()) {
            int baseline = type.baseline(numbers);
            if (baseline > 0) {
                beds.add(new Beds(
                        type.code(),
                        available(facility, type, now),
                        baseline,
                        within(facility, baseline, 24),
                        within(facility, baseline, 72)));
            }
        }
        OccupancyReport report = facility.report();
        return new HaveHospital(
                facility.id(),
                facility.description().name(),
                beds,
                report == null ? facility.updatedAt() : report.at());
    }

    /** A report says how many beds of each type are taken, or there is but one type; all else is not known. */
    private static @Nullable Integer available(Facility facility, HaveBedType type, Instant now) {
        OccupancyReport report = facility.report();
        if (report == null || !report.isFresh(now)) {
            return null;
        }
        BedNumbers numbers = facility.description().beds();
        int baseline = type.baseline(numbers);
        if (baseline == numbers.total()) {
            return baseline - report.occupied() - report.closed();
        }
        return report.byKind() == null ? null : Math.max(0, baseline - type.occupied(report.byKind()));
    }

    private static @Nullable Integer within(Facility facility, int baseline, int hours) {
        Integer target = facility.description().targetHours();
        if (target == null || facility.mode() == FacilityMode.OPEN) {
            return null;
        }
        return target <= hours ? baseline : 0;
    }
}
