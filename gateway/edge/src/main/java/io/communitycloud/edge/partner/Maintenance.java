package io.communitycloud.edge.partner;

import java.time.Instant;

/**
 * A maintenance window as the exchange publishes it.
 *
 * @param kind what is maintained: a {@code PARTNER}, by its bureau; a {@code SERVICE}, by its name; a {@code SYSTEM} is the
 *     exchange's own matter
 * @param reasonZh for the public
 * @param reasonEn for the public
 * @param ended whether it was ended before its time
 */
record Maintenance(
        String kind, String target, Instant from, Instant until, String reasonZh, String reasonEn, boolean ended) {

    boolean holds(String ofKind, String ofTarget, Instant now) {
        return !ended && kind.equals(ofKind) && target.equals(ofTarget) && !now.isBefore(from) && now.isBefore(until);
    }
}
