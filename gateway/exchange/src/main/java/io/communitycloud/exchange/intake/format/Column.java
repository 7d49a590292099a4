package io.communitycloud.exchange.intake.format;

import org.jspecify.annotations.Nullable;

/**
 * A column of a system's rows.
 *
 * @param name what the system calls it; problems are told by it
 * @param field what we call it
 * @param from the first byte of a fixed width, counted from 1
 * @param to the last byte of a fixed width
 * @param required whether a row without it is refused
 * @param longest how many characters a text may have
 */
public record Column(
        String name,
        String field,
        Kind kind,
        @Nullable Integer from,
        @Nullable Integer to,
        @Nullable Boolean required,
        @Nullable Integer longest) {

    private static final int LONGEST = 200;

    public Column {
        if ((from == null) != (to == null) || (from != null && to != null && (from < 1 || to < from))) {
            throw new IllegalArgumentException("column " + name + " is cut from byte " + from + " to " + to);
        }
    }

    public boolean isRequired() {
        return Boolean.TRUE.equals(required);
    }

    int most() {
        return longest == null ? LONGEST : longest;
    }

    int first() {
        return from == null ? 0 : from;
    }

    int last() {
        return to == null ? 0 : to;
    }

    /** What stands in a column. */
    public enum Kind {
        TEXT,
        /** A person's name; never a masked one. */
        NAME,
        /** GB 11643-1999; the 15 digits of before 1999 are completed and told. */
        CITIZEN_NUMBER,
        PHONE,
        /** {@code 20260301} or {@code 2026-03-01}; ours is the latter. */
        DATE,
        /** With an offset, or Shanghai's {@code 2026-03-01 09:00:00}, also with a T between; ours is RFC 3339. */
        TIME,
        /** A whole number; negative ones too. */
        INTEGER
    }
}
