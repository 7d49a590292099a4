package io.communitycloud.store.query;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.communitycloud.store.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of a document is asked for: some fields only, or all but some; slices of arrays and matching elements. */
public final class Projection {

    private final boolean including;
    private final boolean withId;
    private final Node root = new Node();

    private Projection(boolean including, boolean withId) {
        this.including = including;
        this.withId = withId;
    }

    /** Reads a projection, or gives null if there is nothing to leave out. */
    public static @Nullable Projection read(@Nullable Document projection) {
        if (projection == null || projection.isEmpty()) {
            return null;
        }
        @Nullable Boolean including = null;
        boolean withId = true;
        boolean selectsElement = false;
        for (Map.Entry<String, Object> entry : projection.entrySet()) {
            String field = entry.getKey();
            requirePath(field);
            @Nullable Boolean includes = includes(field, entry.getValue());
            selectsElement |= entry.getValue() instanceof Document operator && operator.containsKey("$elemMatch");
            if (field.equals("_id")) {
                withId = includes == null || includes;
                continue;
            }
            if (includes != null) {
                if (including != null && !including.equals(includes)) {
                    throw includes
                            ? new MongoServerError(
                                    31253,
                                    "Location31253",
                                    "Cannot do inclusion on field " + field + " in exclusion projection")
                            : new MongoServerError(
                                    31254,
                                    "Location31254",
                                    "Cannot do exclusion on field " + field + " in inclusion projection");
                }
                including = includes;
            }
        }
        boolean onlyId = projection.size() == 1 && projection.containsKey("_id");
        boolean includes = including != null ? including : selectsElement || (onlyId && withId);
        Projection result = new Projection(includes, withId);
        for (Map.Entry<String, Object> entry : projection.entrySet()) {
            if (!entry.getKey().equals("_id")) {
                result.add(entry.getKey(), entry.getValue());
            }
        }
        return result;
    }

    private static void requirePath(String field) {
        if (field.equals("$") || field.endsWith(".$") || field.contains(".$.")) {
            throw Refusal.notImplemented("positional projection '" + field + "'");
        }
        if (field.isEmpty() || field.startsWith(".") || field.contains("..")) {
            throw new MongoServerError(15998, "Location15998", "FieldPath field names may not be empty strings.");
        }
        if (field.endsWith(".")) {
            throw new MongoServerError(40353, "Location40353", "FieldPath must not end with a '.'.");
        }
        if (field.startsWith("$")) {
            throw new MongoServerError(16410, "Location16410", "FieldPath field names may not start with '$'.");
        }
    }

    /** True to take a field in, false to leave it out, null for an operator on an array. */
    private static @Nullable Boolean includes(String field, @Nullable Object value) {
        return switch (value) {
            case Boolean bool -> bool;
            case Number number -> number.doubleValue() != 0;
            case Document operator
            when operator.size() == 1 -> {
                requireOperator(field, operator);
                yield null;
            }
            case null, default -> throw Refusal.notImplemented("computed projection of '" + field + "' in find");
        };
    }

    private static void requireOperator(String field, Document operator) {
        String name = operator.keySet().iterator().next();
        switch (name) {
            case "$slice" -> {
                var ignored = Slice.read(operator.get(name));
            }
            case "$elemMatch" -> {
                if (field.contains(".")) {
                    throw new MongoServerError(
                            31275, "Location31275", "Cannot use $elemMatch projection on a nested field.");
                }
                if (!(operator.get(name) instanceof Document)) {
                    throw new MongoServerError(31274, "Location31274", "elemMatch: Invalid argument, object required");
                }
            }
            default -> throw Refusal.notImplemented("projection operator " + name + " of '" + field + "'");
        }
    }

    private void add(String field, @Nullable Object value) {
        Node node = root;
        String[] parts = field.split("\\.", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (node.leaf && i > 0) {
                throw collision(field);
            }
            Node child = node.children.get(parts[i]);
            if (child == null) {
                child = new Node();
                node.children.put(parts[i], child);
            } else if (last) {
                throw collision(field);
            }
            node = child;
        }
        node.leaf = true;
        if (value instanceof Document operator) {
            Object operand = operator.get("$slice");
            if (operand != null) {
                node.slice = Slice.read(operand);
            } else {
                node.element = FilterReader.read(new Document("element", operator));
            }
        }
    }

    private static MongoServerError collision(String field) {
        return new MongoServerError(31249, "Location31249", "Path collision at " + field);
    }

    public Document apply(Document document) {
        Document result = new Document();
        for (Map.Entry<String, Object> entry : document.entrySet()) {
            if (entry.getKey().equals("_id")) {
                if (withId) {
                    result.put("_id", entry.getValue());
                }
                continue;
            }
            Object value = project(root.children.get(entry.getKey()), entry.getValue(), including);
            if (!(value instanceof Missing)) {
                result.put(entry.getKey(), value);
            }
        }
        return result;
    }

    private static @Nullable Object project(@Nullable Node node, @Nullable Object value, boolean including) {
        if (node == null) {
            return including ? Missing.getInstance() : value;
        }
        if (node.element != null) {
            return node.firstMatch(node.element, value);
        }
        if (node.slice != null) {
            return value instanceof List<?> list ? node.slice.of(list) : value;
        }
        if (node.leaf) {
            return including ? value : Missing.getInstance();
        }
        return switch (value) {
            case Document document -> projectFields(node, document, including);
            case List<?> list -> projectElements(node, list, including);
            case null, default -> including ? Missing.getInstance() : value;
        };
    }

    private static Document projectFields(Node node, Document document, boolean including) {
        Document result = new Document();
        for (Map.Entry<String, Object> entry : document.entrySet()) {
            Object value = project(node.children.get(entry.getKey()), entry.getValue(), including);
            if (!(value instanceof Missing)) {
                result.put(entry.getKey(), value);
            }
        }
        return result;
    }

    private static List<@Nullable Object> projectElements(Node node, List<?> list, boolean including) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object element : list) {
            switch (element) {
                case Document document -> result.add(projectFields(node, document, including));
                case List<?> inner -> result.add(projectElements(node, inner, including));
                case null, default -> {
                    if (!including) {
                        result.add(element);
                    }
                }
            }
        }
        return result;
    }

    /** A field asked for, or the way to one. */
    private static final class Node {

        private final Map<String, Node> children = new LinkedHashMap<>();
        private boolean leaf;
        private @Nullable Slice slice;
        private @Nullable Filter element;

        Object firstMatch(Filter filter, @Nullable Object value) {
            if (value instanceof List<?> list) {
                for (Object candidate : list) {
                    List<@Nullable Object> single = new ArrayList<>();
                    single.add(candidate);
                    if (filter.matches(new Document("element", single))) {
                        return single;
                    }
                }
            }
            return Missing.getInstance();
        }
    }

    /** A part of an array. */
    private record Slice(int skip, int limit) {

        static Slice read(@Nullable Object operand) {
            return switch (operand) {
                case Number count when count.intValue() >= 0 -> new Slice(0, count.intValue());
                case Number count -> new Slice(count.intValue(), -count.intValue());
                case List<?> pair
                when pair.size() == 2
                        && pair.get(0) instanceof Number skip
                        && pair.get(1) instanceof Number limit
                        && limit.intValue() > 0 -> new Slice(skip.intValue(), limit.intValue());
                case null, default ->
                    throw new MongoServerError(
                            28667,
                            "Location28667",
                            "Invalid $slice syntax: a number or [skip, positive limit] is needed");
            };
        }

        List<?> of(List<?> list) {
            int from = skip < 0 ? Math.max(0, list.size() + skip) : Math.min(skip, list.size());
            return new ArrayList<>(list.subList(from, (int) Math.min((long) from + limit, list.size())));
        }
    }
}
