package io.communitycloud.emergency.transfer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of the way, with one vehicle and one escort who answer for it (分段负责).
 *
 * @param number counted from 1
 * @param escort the escort's account or roster number, not a name
 */
record Leg(
        int number,
        String from,
        String to,
        String vehicle,
        String escort,
        @Nullable Instant departedAt,
        @Nullable Instant arrivedAt) {

    Leg departed(Instant when) {
        return new Leg(number, from, to, vehicle, escort, when, null);
    }

    Leg arrived(Instant when) {
        return new Leg(number, from, to, vehicle, escort, departedAt, when);
    }
}
