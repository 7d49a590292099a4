package io.communitycloud.resource.facility;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How many beds a facility has when it is fully equipped.
 *
 * @param peacetimeInUse how many are in everyday use, where that is known; not a report of today's occupancy
 */
public record BedNumbers(
        @Min(0) @Max(100_000) int total,
        @Min(0) @Max(100_000) int icu,
        @Min(0) @Max(100_000) int negativePressure,
        @Min(0) @Max(100_000) int isolation,
        @Nullable @Min(0) @Max(100_000) Integer peacetimeInUse) {

    /** Whether the kinds of beds fit into the total. */
    boolean addUp() {
        return icu + negativePressure + isolation <= total && (peacetimeInUse == null || peacetimeInUse <= total);
    }
}
