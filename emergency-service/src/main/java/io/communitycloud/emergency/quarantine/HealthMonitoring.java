package io.communitycloud.emergency.quarantine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * When a person is asked how she is, and what calls for attention.
 *
 * @param hours the hours of each slot
 * @param feverCelsius from this temperature on it is a fever
 * @param escalateAfterMissed so many unanswered slots in a row call for attention
 * @param offset the city's time
 */
public record HealthMonitoring(
        Map<Slot, Hours> hours, double feverCelsius, int escalateAfterMissed, ZoneOffset offset) {

    public HealthMonitoring {
        hours = Map.copyOf(hours);
    }

    /** From and until in the city's time. */
    public record Hours(LocalTime from, LocalTime until) {}

    /**
     * The tasks of a span, in order: those whose hours lie wholly within it.
     *
     * <p>The plan is a function of the span, so an order whose end is moved has exactly the tasks of its new span.
     */
    List<FollowUpTask> plan(Instant from, Instant until) {
        List<FollowUpTask> tasks = new ArrayList<>();
        LocalDate last = LocalDate.ofInstant(until, offset);
        for (LocalDate day = LocalDate.ofInstant(from, offset); !day.isAfter(last); day = day.plusDays(1)) {
            for (Slot slot : Slot.values()) {
                FollowUpTask task = task(day, slot);
                if (!task.opens().isBefore(from) && !task.closes().isAfter(until)) {
                    tasks.add(task);
                }
            }
        }
        return tasks;
    }

    private FollowUpTask task(LocalDate day, Slot slot) {
        Hours wanted = Objects.requireNonNull(hours.get(slot), slot::name);
        return new FollowUpTask(
                day,
                slot,
                day.atTime(wanted.from()).toInstant(offset),
                day.atTime(wanted.until()).toInstant(offset));
    }
}
