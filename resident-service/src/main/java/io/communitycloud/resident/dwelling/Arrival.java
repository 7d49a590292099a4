package io.communitycloud.resident.dwelling;

import io.communitycloud.common.events.store.Claims;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * That somebody is about to move in: noted where she moves to before her own entry is written.
 *
 * <p>Two documents change when somebody moves in, and one of them may be taken away at that moment. The note makes the two
 * meet: whoever takes away finds it, or writes over a version that is no longer there. A note whose writer died counts for
 * a minute.
 *
 * @param id of what moves in
 * @param at when its entry was about to be written
 */
public record Arrival(String id, Instant at) {

    /** The notes that still count, with one more. */
    public static List<Arrival> noted(List<Arrival> arrivals, String id, Instant now) {
        List<Arrival> counting = new ArrayList<>(without(arrivals, id));
        counting.removeIf(arrival -> arrival.isOver(now));
        counting.add(new Arrival(id, now));
        return List.copyOf(counting);
    }

    /** The notes without those of one who came or will not come. */
    public static List<Arrival> without(List<Arrival> arrivals, String id) {
        return arrivals.stream().filter(arrival -> !arrival.id().equals(id)).toList();
    }

    /** Whether anybody is still on the way. */
    public static boolean anyPending(List<Arrival> arrivals, Instant now, Predicate<String> arrived) {
        return arrivals.stream().anyMatch(arrival -> !arrival.isOver(now) && !arrived.test(arrival.id()));
    }

    private boolean isOver(Instant now) {
        return !at.plus(Claims.ABANDONED_AFTER).isAfter(now);
    }
}
