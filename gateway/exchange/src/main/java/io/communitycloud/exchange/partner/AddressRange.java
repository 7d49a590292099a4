package io.communitycloud.exchange.partner;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A range of addresses a partner may call from.
 *
 * @param cidr in its canonical form, such as {@code 203.0.113.0/24}
 * @param until it counts no longer from then on
 * @param approvedBy the second person, null while nobody has approved it
 */
record AddressRange(
        String id,
        String cidr,
        Instant until,
        String addedBy,
        @Nullable String approvedBy) {

    boolean counts(Instant now) {
        return approvedBy != null && now.isBefore(until);
    }

    AddressRange approved(String by) {
        return new AddressRange(id, cidr, until, addedBy, by);
    }
}
