package io.communitycloud.store.query;

import de.bwaldvogel.mongo.backend.BsonType;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.communitycloud.store.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a query document and refuses, before anything runs, whatever it cannot honour. */
public final class FilterReader {

    /** Operators MongoDB knows and this store does not. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "$where",
            "$text",
            "$jsonSchema",
            "$geoWithin",
            "$geoIntersects",
            "$near",
            "$nearSphere",
            "$bitsAllClear",
            "$bitsAllSet",
            "$bitsAnyClear",
            "$bitsAnySet",
            "$sampleRate");

    private FilterReader() {}

    public static Filter read(Document query) {
        List<Filter> parts = new ArrayList<>();
        for (Map.Entry<String, Object> entry : query.entrySet()) {
            readTop(entry.getKey(), entry.getValue(), parts);
        }
        return parts.size() == 1 ? parts.getFirst() : new Filter.And(List.copyOf(parts));
    }

    private static void readTop(String key, @Nullable Object value, List<Filter> parts) {
        switch (key) {
            case "$and" -> parts.add(new Filter.And(branches(key, value)));
            case "$or" -> parts.add(new Filter.Or(branches(key, value)));
            case "$nor" -> parts.add(new Filter.Nor(branches(key, value)));
            case "$comment" -> {}
            case "$expr" -> {
                Expressions.check(value);
                parts.add(new Filter.Computed(value == null ? Missing.getInstance() : value));
            }
            default -> {
                if (key.startsWith("$") && !key.equals("$ref") && !key.equals("$id") && !key.equals("$db")) {
                    throw UNSUPPORTED.contains(key)
                            ? Refusal.notImplemented("query operator " + key)
                            : Refusal.badValue("unknown top level operator: " + key
                                    + ". If you have a field name that starts with a '$' symbol, consider using"
                                    + " $getField or $setField.");
                }
                readField(new Path(key), value, parts);
            }
        }
    }

    private static List<Filter> branches(String key, @Nullable Object value) {
        if (!(value instanceof Collection<?> values) || values.isEmpty()) {
            throw Refusal.badValue(key + " must be a nonempty array");
        }
        List<Filter> result = new ArrayList<>();
        for (Object branch : values) {
            if (!(branch instanceof Document document)) {
                throw Refusal.badValue("$or/$and/$nor entries need to be full objects");
            }
            result.add(read(document));
        }
        return List.copyOf(result);
    }

    private static void readField(Path path, @Nullable Object value, List<Filter> parts) {
        if (value instanceof Document document && isOperators(document)) {
            readOperators(path, document, parts);
        } else if (value instanceof BsonRegularExpression expression) {
            parts.add(new Filter.Field(path, pattern(expression), false));
        } else {
            parts.add(new Filter.Field(path, new Condition.Equal(value), false));
        }
    }

    private static boolean isOperators(Document document) {
        if (document.isEmpty()) {
            return false;
        }
        String first = document.keySet().iterator().next();
        return first.startsWith("$") && !first.equals("$ref") && !first.equals("$id") && !first.equals("$db");
    }

    private static void readOperators(Path path, Document operators, List<Filter> parts) {
        for (Map.Entry<String, Object> entry : operators.entrySet()) {
            Object operand = entry.getValue();
            switch (entry.getKey()) {
                case "$ne" -> {
                    refusePattern("$ne", operand);
                    parts.add(new Filter.Field(path, new Condition.Equal(operand), true));
                }
                case "$nin" -> parts.add(new Filter.Field(path, in("$nin", operand), true));
                case "$not" -> parts.add(new Filter.Field(path, not(operand), true));
                case "$exists" -> parts.add(new Filter.Field(path, new Condition.Exists(), !isTrue(operand)));
                case "$all" -> readAll(path, operand, parts);
                default -> {
                    Condition condition = condition(entry.getKey(), operand, operators);
                    if (condition != null) {
                        parts.add(new Filter.Field(path, condition, false));
                    }
                }
            }
        }
    }

    private static void readAll(Path path, @Nullable Object operand, List<Filter> parts) {
        if (!(operand instanceof Collection<?> values)) {
            throw Refusal.badValue("$all needs an array");
        }
        if (values.isEmpty()) {
            parts.add(new Filter.Field(path, new Condition.Nothing(), false));
        }
        for (Object value : values) {
            if (value instanceof Document document && document.containsKey("$elemMatch")) {
                parts.add(new Filter.Field(path, elementMatch(document.get("$elemMatch")), false));
            } else if (value instanceof BsonRegularExpression expression) {
                parts.add(new Filter.Field(path, pattern(expression), false));
            } else {
                parts.add(new Filter.Field(path, new Condition.Equal(value), false));
            }
        }
    }

    private static @Nullable Condition condition(String operator, @Nullable Object operand, Document siblings) {
        return switch (operator) {
            case "$eq" -> equal(operand);
            case "$gt" -> ordered(operator, operand, true, false);
            case "$gte" -> ordered(operator, operand, true, true);
            case "$lt" -> ordered(operator, operand, false, false);
            case "$lte" -> ordered(operator, operand, false, true);
            case "$in" -> in(operator, operand);
            case "$regex" -> regex(operand, siblings.get("$options"));
            case "$options" -> {
                if (!siblings.containsKey("$regex")) {
                    throw Refusal.badValue("$options needs a $regex");
                }
                yield null;
            }
            case "$type" -> typed(operand);
            case "$mod" -> modulo(operand);
            case "$size" -> size(operand);
            case "$elemMatch" -> elementMatch(operand);
            default ->
                throw UNSUPPORTED.contains(operator)
                        ? Refusal.notImplemented("query operator " + operator)
                        : Refusal.badValue("unknown operator: " + operator);
        };
    }

    private static Condition equal(@Nullable Object operand) {
        return new Condition.Equal(operand);
    }

    private static Condition ordered(String operator, @Nullable Object operand, boolean greater, boolean orEqual) {
        refusePattern(operator, operand);
        return new Condition.Ordered(operand, greater, orEqual);
    }

    private static void refusePattern(String operator, @Nullable Object operand) {
        if (operand instanceof BsonRegularExpression) {
            throw Refusal.badValue("Can't have RegEx as arg to predicate over field '" + operator + "'.");
        }
    }

    private static Condition in(String operator, @Nullable Object operand) {
        if (!(operand instanceof Collection<?> values)) {
            throw Refusal.badValue(operator + " needs an array");
        }
        List<Condition.Equal> equals = new ArrayList<>();
        List<Condition.Pattern> patterns = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof BsonRegularExpression expression) {
                patterns.add(pattern(expression));
            } else if (value instanceof Document document && isOperators(document)) {
                throw Refusal.badValue("cannot nest $ under " + operator);
            } else {
                equals.add(new Condition.Equal(value));
            }
        }
        return new Condition.In(List.copyOf(equals), List.copyOf(patterns));
    }

    private static Condition not(@Nullable Object operand) {
        if (operand instanceof BsonRegularExpression expression) {
            return pattern(expression);
        }
        if (operand instanceof Document document && isOperators(document)) {
            return all(document);
        }
        throw Refusal.badValue("$not needs a regex or a document");
    }

    /** The operators of one value as one condition. */
    private static Condition all(Document operators) {
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, Object> entry : operators.entrySet()) {
            Object operand = entry.getValue();
            switch (entry.getKey()) {
                case "$ne" -> conditions.add(new Condition.Not(new Condition.Equal(operand)));
                case "$nin" -> conditions.add(new Condition.Not(in("$nin", operand)));
                case "$not" -> conditions.add(new Condition.Not(not(operand)));
                case "$exists" ->
                    conditions.add(
                            isTrue(operand) ? new Condition.Exists() : new Condition.Not(new Condition.Exists()));
                case "$all" -> {
                    List<Filter> parts = new ArrayList<>();
                    readAll(new Path("all"), operand, parts);
                    for (Filter part : parts) {
                        conditions.add(((Filter.Field) part).condition());
                    }
                }
                default -> {
                    Condition condition = condition(entry.getKey(), operand, operators);
                    if (condition != null) {
                        conditions.add(condition);
                    }
                }
            }
        }
        return conditions.size() == 1 ? conditions.getFirst() : new Condition.AllOf(List.copyOf(conditions));
    }

    private static Condition elementMatch(@Nullable Object operand) {
        if (!(operand instanceof Document document)) {
            throw Refusal.badValue("$elemMatch needs an Object");
        }
        boolean ofValues = isOperators(document)
                && !Set.of("$and", "$or", "$nor", "$expr")
                        .contains(document.keySet().iterator().next());
        if (ofValues) {
            Condition condition = all(document);
            return new Condition.ElementSatisfies(
                    condition instanceof Condition.AllOf several ? several.conditions() : List.of(condition));
        }
        return new Condition.ElementMatches(read(document));
    }

    private static Condition regex(@Nullable Object pattern, @Nullable Object options) {
        String flags = options == null ? "" : String.valueOf(options);
        return switch (pattern) {
            case String text -> pattern(new BsonRegularExpression(text, flags));
            case BsonRegularExpression expression -> {
                boolean ownFlags = expression.getOptions() != null
                        && !expression.getOptions().isEmpty();
                yield pattern(
                        ownFlags || flags.isEmpty()
                                ? expression
                                : new BsonRegularExpression(expression.getPattern(), flags));
            }
            case null, default -> throw Refusal.badValue("$regex has to be a string");
        };
    }

    private static Condition.Pattern pattern(BsonRegularExpression expression) {
        String options = expression.getOptions() == null ? "" : expression.getOptions();
        BsonRegularExpression complete = new BsonRegularExpression(expression.getPattern(), options);
        try {
            boolean ignored = complete.matcher("").find();
        } catch (IllegalArgumentException e) {
            throw new MongoServerError(51091, "Location51091", "Regular expression is invalid: " + e.getMessage());
        }
        return new Condition.Pattern(complete, literalPrefix(expression.getPattern(), options));
    }

    /** What every match begins with, for a pattern anchored at the start without flags. */
    private static @Nullable String literalPrefix(String pattern, String options) {
        int start = pattern.startsWith("^") ? 1 : pattern.startsWith("\\A") ? 2 : 0;
        if (start == 0 || !options.isEmpty() || pattern.indexOf('|') >= 0) {
            return null;
        }
        StringBuilder prefix = new StringBuilder();
        int i = start;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            int next = i + 1;
            if (c == '\\') {
                if (pattern.startsWith("\\Q", i)) {
                    int end = pattern.indexOf("\\E", i);
                    prefix.append(pattern, i + 2, end < 0 ? pattern.length() : end);
                    i = end < 0 ? pattern.length() : end + 2;
                    continue;
                }
                if (next == pattern.length() || Character.isLetterOrDigit(pattern.charAt(next))) {
                    break;
                }
                c = pattern.charAt(next);
                next++;
            } else if (".[](){}*+?$^".indexOf(c) >= 0) {
                break;
            }
            if (next < pattern.length() && "*?{".indexOf(pattern.charAt(next)) >= 0) {
                break;
            }
            prefix.append(c);
            i = next;
        }
        boolean splitsPair = !prefix.isEmpty() && Character.isHighSurrogate(prefix.charAt(prefix.length() - 1));
        if (splitsPair) {
            prefix.setLength(prefix.length() - 1);
        }
        return prefix.isEmpty() ? null : prefix.toString();
    }

    private static Condition typed(@Nullable Object operand) {
        Collection<?> names = operand instanceof Collection<?> values ? values : List.of(nonNull("$type", operand));
        if (names.isEmpty()) {
            throw Refusal.failedToParse("must match at least one type");
        }
        Set<BsonType> types = EnumSet.noneOf(BsonType.class);
        for (Object name : names) {
            switch (name) {
                case String alias
                when alias.equals("number") ->
                    types.addAll(Set.of(BsonType.INT, BsonType.LONG, BsonType.DOUBLE, BsonType.DECIMAL128));
                case String alias -> types.add(BsonType.forString(alias));
                case Number number -> types.add(BsonType.forNumber(number));
                case null, default -> throw Refusal.typeMismatch("type must be represented as a number or a string");
            }
        }
        return new Condition.Typed(types);
    }

    private static Object nonNull(String operator, @Nullable Object operand) {
        if (operand == null) {
            throw Refusal.badValue(operator + " needs a value");
        }
        return operand;
    }

    private static Condition modulo(@Nullable Object operand) {
        if (!(operand instanceof List<?> values)
                || values.size() != 2
                || !(values.get(0) instanceof Number divisor)
                || !(values.get(1) instanceof Number rest)) {
            throw Refusal.badValue("malformed mod, needs to be an array of two numbers");
        }
        if (divisor.longValue() == 0) {
            throw Refusal.badValue("divisor cannot be 0");
        }
        return new Condition.Modulo(divisor.longValue(), rest.longValue());
    }

    private static Condition size(@Nullable Object operand) {
        if (!(operand instanceof Number number) || number.doubleValue() != number.longValue()) {
            throw Refusal.badValue("$size must be a whole number");
        }
        if (number.longValue() < 0) {
            throw Refusal.badValue("$size may not be negative");
        }
        return new Condition.Size(number.longValue());
    }

    private static boolean isTrue(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean bool -> bool;
            case Number number -> number.doubleValue() != 0;
            default -> true;
        };
    }
}
