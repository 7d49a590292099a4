package io.communitycloud.emergency.transfer;

import java.time.Instant;

/**
 * That somebody counted heads.
 *
 * @param expected how many the manifest says are in transit at that moment
 */
record Headcount(Place place, int leg, int expected, int counted, String by, Instant at) {

    /** Where it was. */
    enum Place {
        DEPARTURE,
        ARRIVAL,
        HAND_OVER,
        RECEPTION,
        /** On the way, whenever somebody counts. */
        ON_THE_WAY
    }

    boolean drifts() {
        return expected != counted;
    }
}
