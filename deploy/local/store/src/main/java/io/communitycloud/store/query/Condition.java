package io.communitycloud.store.query;

import de.bwaldvogel.mongo.backend.BsonType;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import io.communitycloud.store.bson.Keys;
import io.communitycloud.store.bson.TypedBinary;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked of the value at the end of a path. */
public sealed interface Condition {

    /** Tests the end of a path: an array's elements one by one, then the array itself. */
    default boolean matches(@Nullable Object end) {
        if (end instanceof Collection<?> values) {
            for (Object element : values) {
                if (test(element)) {
                    return true;
                }
            }
        }
        return test(end);
    }

    /** Tests one value as it is. */
    boolean test(@Nullable Object value);

    /** Equal in MongoDB's sense: numbers by value, null also where the field is missing. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Equal(@Nullable Object operand, byte[] key) implements Condition {

        public Equal(@Nullable Object operand) {
            this(operand, Keys.of(operand));
        }

        @Override
        public boolean test(@Nullable Object value) {
            if (operand instanceof String && value instanceof String) {
                return operand.equals(value);
            }
            return Keys.typeOf(value) == key[0] && Arrays.equals(key, Keys.of(value));
        }
    }

    /** Greater or less within the operand's type. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Ordered(@Nullable Object operand, byte[] key, boolean greater, boolean orEqual) implements Condition {

        public Ordered(@Nullable Object operand, boolean greater, boolean orEqual) {
            this(operand, Keys.of(operand), greater, orEqual);
        }

        @Override
        public boolean test(@Nullable Object value) {
            boolean anyType = operand instanceof MinKey || operand instanceof MaxKey;
            if (!anyType && Keys.typeOf(value) != key[0]) {
                return false;
            }
            boolean notANumber = value instanceof Double number && number.isNaN();
            boolean toNotANumber = operand instanceof Double number && number.isNaN();
            if (notANumber || toNotANumber) {
                return notANumber && toNotANumber && orEqual;
            }
            int order = Arrays.compareUnsigned(Keys.of(value), key);
            return order == 0 ? orEqual : greater == (order > 0);
        }
    }

    /** Equal to one of several, or matching one of several patterns. */
    record In(List<Equal> values, List<Pattern> patterns) implements Condition {

        @Override
        public boolean test(@Nullable Object value) {
            for (Equal candidate : values) {
                if (candidate.test(value)) {
                    return true;
                }
            }
            for (Pattern pattern : patterns) {
                if (pattern.test(value)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Text that a regular expression finds itself in. */
    record Pattern(
            BsonRegularExpression expression, @Nullable String prefix) implements Condition {

        @Override
        public boolean test(@Nullable Object value) {
            return switch (value) {
                case String text -> expression.matcher(text).find();
                case BsonRegularExpression other -> Arrays.equals(Keys.of(expression), Keys.of(other));
                case null, default -> false;
            };
        }
    }

    /** Present, be it null. */
    record Exists() implements Condition {

        @Override
        public boolean matches(@Nullable Object end) {
            return test(end);
        }

        @Override
        public boolean test(@Nullable Object value) {
            return !(value instanceof Missing);
        }
    }

    /** Of one of several types. */
    record Typed(Set<BsonType> types) implements Condition {

        @Override
        public boolean test(@Nullable Object value) {
            if (value instanceof Missing) {
                return false;
            }
            for (BsonType type : types) {
                boolean matches = switch (type) {
                    case BIN_DATA -> value instanceof BinData || value instanceof TypedBinary || type.matches(value);
                    case REGEX -> value instanceof BsonRegularExpression;
                    default -> type.matches(value);
                };
                if (matches) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A number with this rest. */
    record Modulo(long divisor, long rest) implements Condition {

        @Override
        public boolean test(@Nullable Object value) {
            return value instanceof Number number
                    && Double.isFinite(number.doubleValue())
                    && number.longValue() % divisor == rest;
        }
    }

    /** An array of this many elements. */
    record Size(long size) implements Condition {

        @Override
        public boolean matches(@Nullable Object end) {
            return test(end);
        }

        @Override
        public boolean test(@Nullable Object value) {
            return value instanceof Collection<?> values && values.size() == size;
        }
    }

    /** An array with one element that is a document matching a filter. */
    record ElementMatches(Filter filter) implements Condition {

        @Override
        public boolean matches(@Nullable Object end) {
            return test(end);
        }

        @Override
        public boolean test(@Nullable Object value) {
            if (!(value instanceof Collection<?> values)) {
                return false;
            }
            for (Object element : values) {
                if (element instanceof Document document && filter.matches(document)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** An array with one element that satisfies several conditions together. */
    record ElementSatisfies(List<Condition> conditions) implements Condition {

        @Override
        public boolean matches(@Nullable Object end) {
            return test(end);
        }

        @Override
        public boolean test(@Nullable Object value) {
            if (!(value instanceof Collection<?> values)) {
                return false;
            }
            for (Object element : values) {
                if (satisfiesAll(element)) {
                    return true;
                }
            }
            return false;
        }

        private boolean satisfiesAll(@Nullable Object element) {
            for (Condition condition : conditions) {
                if (!condition.test(element)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The opposite, which also holds where the field is missing. */
    record Not(Condition condition) implements Condition {

        @Override
        public boolean matches(@Nullable Object end) {
            return !condition.matches(end);
        }

        @Override
        public boolean test(@Nullable Object value) {
            return !condition.test(value);
        }
    }

    /** All of several, each by any element. */
    record AllOf(List<Condition> conditions) implements Condition {

        @Override
        public boolean matches(@Nullable Object end) {
            for (Condition condition : conditions) {
                if (!condition.matches(end)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean test(@Nullable Object value) {
            for (Condition condition : conditions) {
                if (!condition.test(value)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Never holds: an empty {@code $all}. */
    record Nothing() implements Condition {

        @Override
        public boolean test(@Nullable Object value) {
            return false;
        }
    }
}
