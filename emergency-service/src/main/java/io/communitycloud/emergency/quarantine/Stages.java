package io.communitycloud.emergency.quarantine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of a quarantine one after the other: none is empty, and each begins where the one before ends. */
record Stages(List<Stage> parts) {

    /** A day of quarantine: 24 hours from the instant of arrival on, not a date of the calendar. */
    static final Duration DAY = Duration.ofDays(1);

    Stages {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a quarantine has at least one part");
        }
        for (int i = 0; i < parts.size(); i++) {
            Stage part = parts.get(i);
            boolean follows = i == 0 || parts.get(i - 1).until().equals(part.from());
            if (!follows || !part.from().isBefore(part.until())) {
                throw new IllegalArgumentException("parts of a quarantine follow each other: " + parts);
            }
        }
    }

    /** Lays parts of so many days end to end; those of no day are left out. */
    static Stages of(Instant from, List<Length> lengths) {
        List<Stage> parts = new ArrayList<>();
        Instant begin = from;
        for (Length length : lengths) {
            if (length.days() > 0) {
                Instant end = begin.plus(DAY.multipliedBy(length.days()));
                parts.add(new Stage(length.place(), begin, end));
                begin = end;
            }
        }
        return new Stages(parts);
    }

    Instant from() {
        return parts.getFirst().from();
    }

    Instant until() {
        return parts.getLast().until();
    }

    /** Where the person is at an instant; before the first part its place, after the last one that one's. */
    Place placeAt(Instant instant) {
        for (Stage part : parts) {
            if (instant.isBefore(part.until())) {
                return part.place();
            }
        }
        return parts.getLast().place();
    }

    /** When the first part at a place begins, empty where no part is there. */
    Optional<Instant> beginOf(Place place) {
        return parts.stream()
                .filter(part -> part.place() == place)
                .map(Stage::from)
                .findFirst();
    }

    /** The first change of place after an instant, or the end where no part follows. */
    Instant changeAfter(Instant instant) {
        for (Stage part : parts) {
            if (instant.isBefore(part.until())) {
                return part.until();
            }
        }
        return until();
    }

    /** The same with another end: parts behind it fall away, the last one reaches up to it. */
    Stages endingAt(Instant end) {
        List<Stage> changed = new ArrayList<>();
        for (Stage part : parts) {
            if (part.from().isBefore(end)) {
                changed.add(part);
            }
        }
        if (changed.isEmpty()) {
            return this; // it ended before it began: where it would have been spent stays as it was
        }
        Stage last = changed.removeLast();
        changed.add(new Stage(last.place(), last.from(), end));
        return new Stages(changed);
    }

    /** The same, but spent at one place from an instant on. */
    Stages turnedAt(Instant instant, Place place) {
        List<Stage> changed = new ArrayList<>();
        for (Stage part : parts) {
            if (part.from().isBefore(instant)) {
                changed.add(part.until().isAfter(instant) ? new Stage(part.place(), part.from(), instant) : part);
            }
        }
        Instant begin = changed.isEmpty() ? from() : changed.getLast().until();
        if (begin.isBefore(until())) {
            changed.add(new Stage(place, begin, until()));
        }
        return new Stages(changed);
    }

    /** How long one part lasts. */
    record Length(Place place, int days) {}
}
