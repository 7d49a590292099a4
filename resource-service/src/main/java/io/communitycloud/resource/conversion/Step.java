package io.communitycloud.resource.conversion;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a conversion that is under way.
 *
 * @param share in percent of the conversion's target
 * @param critical whether a delay here delays the whole
 * @param confirmedBy who said that it is done, where somebody else must approve
 * @param overdue whether its deadline passed before it was done
 */
record Step(
        String code,
        String name,
        String owner,
        Guard guard,
        int share,
        List<String> after,
        boolean critical,
        Instant deadline,
        @Nullable String confirmedBy,
        @Nullable Instant doneAt,
        boolean overdue) {

    boolean isDone() {
        return doneAt != null;
    }

    /** Whether somebody should be told that it is late, and was not told yet. */
    boolean isMissed(Instant now) {
        return !isDone() && !overdue && deadline.isBefore(now);
    }

    Step confirmed(String subject) {
        return new Step(code, name, owner, guard, share, after, critical, deadline, subject, doneAt, overdue);
    }

    Step done(Instant now) {
        return new Step(code, name, owner, guard, share, after, critical, deadline, confirmedBy, now, overdue);
    }

    Step late() {
        return new Step(code, name, owner, guard, share, after, critical, deadline, confirmedBy, doneAt, true);
    }
}
