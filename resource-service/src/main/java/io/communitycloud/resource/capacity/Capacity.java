package io.communitycloud.resource.capacity;

import io.communitycloud.resource.bed.BedCount;
import io.communitycloud.resource.bed.BedState;
import io.communitycloud.resource.facility.BedNumbers;
import io.communitycloud.resource.facility.Facility;
import io.communitycloud.resource.facility.FacilityMode;
import io.communitycloud.resource.facility.OccupancyReport;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a facility can take in, in the terms of EDXL-HAVE: baseline, available, and what can be added within 24 and 72
 * hours.
 *
 * <p>What is not known is said to be unknown. An occupancy report older than six hours says nothing of the present, and
 * its free beds are not counted as free.
 *
 * @param baseline the beds of the fully equipped facility
 * @param status whether {@code available} is known
 * @param available free beds by the last report, null where that is not known
 * @param occupied by the last report, null where that is not known
 * @param reportedAt when the facility last told of its occupancy, fresh or not
 * @param register the single beds that are kept here, by their state; their sum is their total
 * @param within24Hours beds that a conversion could add by then, null where the facility is not one that converts
 */
record Capacity(
        String facilityId,
        String area,
        FacilityMode mode,
        boolean sealed,
        Instant asOf,
        BedNumbers baseline,
        Status status,
        @Nullable Integer available,
        @Nullable Integer occupied,
        @Nullable Instant reportedAt,
        Register register,
        @Nullable Integer within24Hours,
        @Nullable Integer within72Hours) {

    /** How far the present is known. */
    enum Status {
        KNOWN,
        UNKNOWN
    }

    /** The single beds kept here. */
    record Register(long total, Map<BedState, Long> byState) {}

    static Capacity of(Facility facility, BedCount beds, Instant now) {
        BedNumbers baseline = facility.description().beds();
        OccupancyReport report = facility.report();
        boolean known = report != null && report.isFresh(now);
        return new Capacity(
                facility.id(),
                facility.area(),
                facility.mode(),
                facility.isSealed(),
                now,
                baseline,
                known ? Status.KNOWN : Status.UNKNOWN,
                report != null && known ? baseline.total() - report.occupied() - report.closed() : null,
                report != null && known ? report.occupied() : null,
                report == null ? null : report.at(),
                new Register(beds.total(), beds.byState()),
                within(facility, 24),
                within(facility, 72));
    }

    private static @Nullable Integer within(Facility facility, int hours) {
        Integer target = facility.description().targetHours();
        if (target == null || facility.mode() == FacilityMode.OPEN) {
            return null;
        }
        return target <= hours ? facility.description().beds().total() : 0;
    }
}
