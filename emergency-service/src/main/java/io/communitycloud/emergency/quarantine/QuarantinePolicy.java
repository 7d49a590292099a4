package io.communitycloud.emergency.quarantine;

import io.communitycloud.emergency.quarantine.Stages.Length;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of the rules: for whom, for which arrivals, and for how long.
 *
 * @param effectiveFrom the first instant of arrival it holds for
 * @param effectiveTo the first instant of arrival it no longer holds for, null while its end is open
 * @param priority of several rows that fit, the highest is taken
 * @param transfer how a person is taken to another province, null where nobody is
 * @param needs what must be so: on arrival, or on the day of the transfer where there is one
 * @param needsForHome what must be so before a person may stay at home
 * @param choice the kinds among which there is a choice; empty where the days say it all
 * @param tests how many negative tests end it
 * @param basis whether the row is documented or assumed
 */
public record QuarantinePolicy(
        String id,
        Origin origin,
        Set<Destination> destinations,
        Instant effectiveFrom,
        @Nullable Instant effectiveTo,
        int priority,
        int daysInCity,
        int daysAtHome,
        int daysAtDestination,
        int totalDays,
        @Nullable String transfer,
        Set<Condition> needs,
        Set<Condition> needsForHome,
        Set<QuarantineKind> choice,
        int tests,
        String basis) {

    public QuarantinePolicy {
        destinations = Set.copyOf(destinations);
        needs = Set.copyOf(needs);
        needsForHome = Set.copyOf(needsForHome);
        choice = Set.copyOf(choice);
        if (choice.isEmpty() && daysInCity + daysAtHome + daysAtDestination != totalDays) {
            throw new IllegalStateException(id + " has parts that do not add up to its " + totalDays + " days");
        }
    }

    /** Whether it is the rule for who arrives at an instant; its end is no longer part of it. */
    boolean holdsFor(Origin from, Destination destination, Instant arrivedAt) {
        return origin == from && destinations.contains(destination) && inForceAt(arrivedAt);
    }

    boolean inForceAt(Instant instant) {
        return !instant.isBefore(effectiveFrom) && (effectiveTo == null || instant.isBefore(effectiveTo));
    }

    /** Whether people are taken to another province, so that its needs are asked on that day. */
    public boolean transfers() {
        return transfer != null;
    }

    /** What must be so on arrival. */
    Set<Condition> needsOnArrival() {
        return transfers() ? Set.of() : needs;
    }

    /** What must be so on the day of the transfer. */
    public Set<Condition> needsOnTransfer() {
        return transfers() ? needs : Set.of();
    }

    /** Its parts, from the instant of arrival on. */
    Stages stages(Instant arrivedAt, QuarantineKind kind) {
        if (!choice.isEmpty()) {
            return Stages.of(arrivedAt, List.of(new Length(Place.of(kind), totalDays)));
        }
        return Stages.of(
                arrivedAt,
                List.of(
                        new Length(Place.CITY, daysInCity),
                        new Length(Place.HOME, daysAtHome),
                        new Length(Place.DESTINATION, daysAtDestination)));
    }
}
