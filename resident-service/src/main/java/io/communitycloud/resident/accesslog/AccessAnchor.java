package io.communitycloud.resident.accesslog;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One day's seal over all chains.
 *
 * <p>Whoever keeps the root of a day elsewhere can prove later that nothing up to that day was changed or cut off.
 *
 * @param day in the city
 * @param chains how many chains grew on that day
 * @param previousRoot root of the anchor before
 * @param root hash over the previous root and the heads of the day's chains
 */
record AccessAnchor(LocalDate day, Instant at, int chains, String previousRoot, String root) {

    /**
     * A chain's last link at the end of a day.
     *
     * @param area 12-digit code of the committee
     */
    record Head(String area, long position, String hash) {}
}
