package io.communitycloud.store.query;

import io.communitycloud.store.bson.Keys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values a field can have where a condition holds: disjoint intervals in order.
 *
 * @param exact whether every value within them satisfies the condition
 * @param existing whether they rule out documents without the field
 */
record Bounds(List<Interval> intervals, boolean exact, boolean existing) {

    private static final byte[] NAN = Keys.of(Double.NaN);

    static final Bounds ALL = new Bounds(List.of(Interval.ALL), false, false);

    boolean isAll() {
        return intervals.size() == 1 && intervals.getFirst().isAll();
    }

    boolean isSinglePoint() {
        return intervals.size() == 1 && intervals.getFirst().isPoint();
    }

    boolean isPoints() {
        for (Interval interval : intervals) {
            if (!interval.isPoint()) {
                return false;
            }
        }
        return true;
    }

    Bounds intersect(Bounds other) {
        if (isAll()) {
            return new Bounds(other.intervals, other.exact && exact, existing || other.existing);
        }
        if (other.isAll()) {
            return new Bounds(intervals, other.exact && exact, existing || other.existing);
        }
        List<Interval> result = new ArrayList<>();
        for (Interval one : intervals) {
            for (Interval two : other.intervals) {
                Interval both = one.intersect(two);
                if (!both.isEmpty()) {
                    result.add(both);
                }
            }
        }
        return new Bounds(result, exact && other.exact, existing || other.existing);
    }

    static Bounds of(Condition condition) {
        return switch (condition) {
            case Condition.Equal equal -> equal(equal);
            case Condition.Ordered ordered -> ordered(ordered);
            case Condition.In in -> in(in);
            case Condition.Pattern pattern -> pattern(pattern);
            case Condition.Exists ignored -> new Bounds(List.of(Interval.ALL), false, true);
            case Condition.ElementSatisfies satisfies -> together(satisfies.conditions());
            case Condition.AllOf ignored -> ALL;
            case Condition.Typed ignored -> ALL;
            case Condition.Modulo ignored -> new Bounds(List.of(Interval.ofType(Keys.NUMBER)), false, true);
            case Condition.Size ignored -> ALL;
            case Condition.ElementMatches ignored -> ALL;
            case Condition.Not ignored -> ALL;
            case Condition.Nothing ignored -> new Bounds(List.of(), true, true);
        };
    }

    /** Conditions on one and the same element may share bounds even in an array. */
    private static Bounds together(List<Condition> conditions) {
        Bounds result = ALL;
        for (Condition condition : conditions) {
            result = result.intersect(of(condition));
        }
        return new Bounds(result.intervals, false, result.existing);
    }

    private static Bounds equal(Condition.Equal equal) {
        if (equal.operand() instanceof Collection<?> values) {
            byte[] first = values.isEmpty()
                    ? Keys.undefined()
                    : Keys.of(values.iterator().next());
            return union(List.of(Interval.point(first), Interval.point(equal.key())), false, false);
        }
        boolean isNull = equal.key()[0] == Keys.NULL;
        if (isNull) {
            return union(List.of(Interval.point(equal.key()), Interval.point(Keys.undefined())), false, false);
        }
        return new Bounds(List.of(Interval.point(equal.key())), !isCoarse(equal.key()), true);
    }

    private static Bounds ordered(Condition.Ordered ordered) {
        byte[] key = ordered.key();
        byte type = key[0];
        if (type == Keys.NULL) {
            return ordered.orEqual() ? equal(new Condition.Equal(null)) : new Bounds(List.of(), true, true);
        }
        if (type == Keys.MIN_KEY || type == Keys.MAX_KEY || type == Keys.ARRAY) {
            return ALL;
        }
        if (Arrays.equals(key, NAN)) {
            return ordered.orEqual()
                    ? new Bounds(List.of(Interval.point(key)), true, true)
                    : new Bounds(List.of(), true, true);
        }
        Position at = ordered.greater() == ordered.orEqual() ? Position.before(key) : Position.after(key);
        Interval bracket = Interval.ofType(type);
        // NaN sorts before all numbers but is not less than any of them.
        Position lowest = type == Keys.NUMBER ? Position.after(NAN) : bracket.low();
        Interval interval = ordered.greater() ? new Interval(at, bracket.high()) : new Interval(lowest, at);
        return new Bounds(interval.isEmpty() ? List.of() : List.of(interval), !isCoarse(key), true);
    }

    private static Bounds in(Condition.In in) {
        List<Interval> intervals = new ArrayList<>();
        boolean exact = true;
        boolean existing = true;
        for (Condition.Equal value : in.values()) {
            Bounds one = equal(value);
            intervals.addAll(one.intervals);
            exact &= one.exact;
            existing &= one.existing;
        }
        for (Condition.Pattern pattern : in.patterns()) {
            intervals.addAll(pattern(pattern).intervals);
            exact = false;
        }
        return union(intervals, exact, existing);
    }

    private static Bounds pattern(Condition.Pattern pattern) {
        @Nullable String prefix = pattern.prefix();
        Interval texts;
        if (prefix == null) {
            texts = Interval.ofType(Keys.STRING);
        } else {
            byte[] begin = Keys.stringPrefix(prefix);
            texts = new Interval(Position.beforePrefix(begin), Position.afterPrefix(begin));
        }
        return union(List.of(texts, Interval.point(Keys.of(pattern.expression()))), false, true);
    }

    /** A decimal's encoding may stand for several values. */
    private static boolean isCoarse(byte[] key) {
        return key[0] == Keys.NUMBER && key.length > 10;
    }

    static Bounds union(List<Interval> intervals, boolean exact, boolean existing) {
        List<Interval> sorted = new ArrayList<>(intervals);
        sorted.sort(Comparator.comparing(Interval::low, Position::compare));
        List<Interval> result = new ArrayList<>();
        for (Interval interval : sorted) {
            if (!result.isEmpty() && result.getLast().high().compare(interval.low()) >= 0) {
                Interval last = result.removeLast();
                Position high = last.high().compare(interval.high()) >= 0 ? last.high() : interval.high();
                result.add(new Interval(last.low(), high));
            } else {
                result.add(interval);
            }
        }
        return new Bounds(result, exact, existing);
    }
}
