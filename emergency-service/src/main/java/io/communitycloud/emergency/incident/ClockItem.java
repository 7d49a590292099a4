package io.communitycloud.emergency.incident;

import io.communitycloud.emergency.catalogue.ReportDeadline;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that must have happened by a time.
 *
 * @param id a step of the four early ones, or a report deadline of the data
 * @param from who owes a report, as the data say; null for a step
 * @param repeatMinutes begins anew this long after it was met or missed; 0 where it does not
 * @param misses how often its time passed without it
 */
record ClockItem(
        String id,
        Kind kind,
        @Nullable String from,
        @Nullable String to,
        Instant due,
        @Nullable Instant doneAt,
        @Nullable Instant missedAt,
        long repeatMinutes,
        int misses) {

    /** What kind of thing is owed. */
    enum Kind {
        /** One of the four early steps (四早): missing it takes the incident one level up. */
        STEP,
        /** A report to somebody: missing it is told. */
        REPORT
    }

    static ClockItem step(String id, Instant due) {
        return new ClockItem(id, Kind.STEP, null, null, due, null, null, 0, 0);
    }

    static ClockItem report(ReportDeadline deadline, Instant knownAt) {
        return new ClockItem(
                deadline.id(),
                Kind.REPORT,
                deadline.from(),
                deadline.to(),
                knownAt.plus(deadline.within()),
                null,
                null,
                deadline.repeats() ? deadline.within().toMinutes() : 0,
                0);
    }

    boolean isOpen() {
        return doneAt == null && (missedAt == null || repeatMinutes > 0);
    }

    boolean isDone() {
        return doneAt != null;
    }

    boolean isOverdue(Instant now) {
        return isOpen() && !now.isBefore(due);
    }

    boolean isLate() {
        return missedAt != null && repeatMinutes == 0;
    }

    /** Met; one that repeats is owed again after its time. */
    ClockItem met(Instant now) {
        return repeatMinutes == 0
                ? new ClockItem(id, kind, from, to, due, now, missedAt, 0, misses)
                : new ClockItem(id, kind, from, to, next(now), null, missedAt, repeatMinutes, misses);
    }

    /** Its time passed without it; one that repeats is owed again, however long nobody looked. */
    ClockItem missed(Instant now) {
        return new ClockItem(
                id, kind, from, to, repeatMinutes == 0 ? due : next(now), doneAt, now, repeatMinutes, misses + 1);
    }

    private Instant next(Instant now) {
        return now.plus(Duration.ofMinutes(repeatMinutes));
    }
}
