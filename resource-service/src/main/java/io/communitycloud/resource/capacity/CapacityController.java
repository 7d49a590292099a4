package io.communitycloud.resource.capacity;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.resource.bed.Beds;
import io.communitycloud.resource.facility.Facilities;
import io.communitycloud.resource.facility.Facility;
import io.communitycloud.resource.facility.FacilityKind;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Capacities over HTTP. */
@RestController
@RequestMapping("/api/v1/facilities")
class CapacityController {

    private final Facilities facilities;
    private final Beds beds;
    private final Clock clock;

    CapacityController(Facilities facilities, Beds beds, Clock clock) {
        this.facilities = facilities;
        this.beds = beds;
        this.clock = clock;
    }

    @GetMapping("/{id}/capacity")
    Capacity readCapacity(@PathVariable String id, Scope scope) {
        Facility facility = facilities.require(id, scope);
        return Capacity.of(facility, beds.count(id, scope), clock.instant());
    }

    /** The beds of each area and kind of facility as of now: what is free, and of how many it is not known. */
    @GetMapping("/capacity")
    CapacityOfAreas summariseCapacity(Scope scope) {
        Instant now = clock.instant();
        TreeMap<String, AreaCapacity> sums = new TreeMap<>();
        @Nullable Cursor cursor = null;
        do {
            Page<Facility> page = facilities.page(scope, new PageRequest(PageRequest.MAXIMUM_LIMIT, cursor));
            for (Facility facility : page.items()) {
                AreaCapacity one = AreaCapacity.of(facility, now);
                sums.merge(facility.area() + facility.kind(), one, AreaCapacity::plus);
            }
            cursor = page.next() == null ? null : Cursor.decode(page.next());
        } while (cursor != null);
        return new CapacityOfAreas(now, new ArrayList<>(sums.values()));
    }

    /** The sums of a time. */
    record CapacityOfAreas(Instant asOf, List<AreaCapacity> areas) {}

    /**
     * The sum of one area and kind.
     *
     * @param available free beds of those facilities that reported of late
     * @param unknown baseline of the facilities that did not
     */
    record AreaCapacity(
            String area, FacilityKind kind, int facilities, int baseline, int available, int occupied, int unknown) {

        static AreaCapacity of(Facility facility, Instant now) {
            int total = facility.description().beds().total();
            var report = facility.report();
            return report != null && report.isFresh(now)
                    ? new AreaCapacity(
                            facility.area(),
                            facility.kind(),
                            1,
                            total,
                            total - report.occupied() - report.closed(),
                            report.occupied(),
                            0)
                    : new AreaCapacity(facility.area(), facility.kind(), 1, total, 0, 0, total);
        }

        AreaCapacity plus(AreaCapacity other) {
            return new AreaCapacity(
                    area,
                    kind,
                    facilities + other.facilities,
                    baseline + other.baseline,
                    available + other.available,
                    occupied + other.occupied,
                    unknown + other.unknown);
        }
    }
}
