package io.communitycloud.common.testing.conventions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes bodies from schemas: one that has the right types, and one per member that has a wrong one. */
final class Samples {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JSON.getNodeFactory();
    private static final int DEEPEST = 4;

    private final ApiDocument document;

    Samples(ApiDocument document) {
        this.document = document;
    }

    /** A body whose members have the right types, which is not to say that a rule likes it. */
    JsonNode wellTyped(JsonNode schema) {
        return wellTyped(schema, 0);
    }

    /** Every member once with a value of another type, alone in its body. */
    List<Mistake> mistakes(JsonNode schema) {
        List<Mistake> mistakes = new ArrayList<>();
        collect(schema, "", "%s", mistakes, 0);
        return mistakes;
    }

    private JsonNode wellTyped(JsonNode schema, int depth) {
        JsonNode resolved = document.resolve(schema);
        if (resolved.has("enum")) {
            return resolved.path("enum").get(0);
        }
        return switch (typeOf(resolved)) {
            case "integer", "number" ->
                NODES.numberNode(Math.max(1, resolved.path("minimum").asInt(1)));
            case "boolean" -> NODES.booleanNode(true);
            case "array" -> NODES.arrayNode();
            case "object" -> {
                ObjectNode object = NODES.objectNode();
                if (depth < DEEPEST) {
                    for (Map.Entry<String, JsonNode> property :
                            resolved.path("properties").properties()) {
                        if (isRequired(resolved, property.getKey())) {
                            object.set(property.getKey(), wellTyped(property.getValue(), depth + 1));
                        }
                    }
                }
                yield object;
            }
            default ->
                NODES.stringNode(
                        switch (resolved.path("format").asString("")) {
                            case "date" -> "2026-11-22";
                            case "date-time" -> "2026-11-22T10:00:00+08:00";
                            default -> "x";
                        });
        };
    }

    private void collect(JsonNode schema, String pointer, String frame, List<Mistake> mistakes, int depth) {
        JsonNode resolved = document.resolve(schema);
        if (depth > DEEPEST || !typeOf(resolved).equals("object")) {
            return;
        }
        for (Map.Entry<String, JsonNode> property : resolved.path("properties").properties()) {
            JsonNode member = document.resolve(property.getValue());
            String here = pointer + "/" + property.getKey();
            String inside = frame.formatted("{\"" + property.getKey() + "\":%s}");
            String wrong = wrongFor(member);
            if (wrong != null) {
                mistakes.add(new Mistake(here, inside.formatted(wrong)));
            }
            collect(member, here, inside, mistakes, depth + 1);
            if (typeOf(member).equals("array")) {
                JsonNode items = document.resolve(member.path("items"));
                String wrongItem = wrongFor(items);
                if (wrongItem != null) {
                    mistakes.add(new Mistake(here + "/0", inside.formatted("[" + wrongItem + "]")));
                }
                collect(items, here + "/0", inside.formatted("[%s]"), mistakes, depth + 1);
            }
        }
    }

    /** Null where the schema accepts anything. */
    private static @Nullable String wrongFor(JsonNode schema) {
        if (schema.has("oneOf") || schema.has("anyOf") || schema.has("discriminator")) {
            return null;
        }
        return switch (typeOf(schema)) {
            case "string" -> "{\"a\":[7]}";
            case "integer", "number", "boolean" -> "\"x\"";
            case "array" -> "\"x\"";
            case "object" -> schema.path("properties").isEmpty() ? null : "\"x\"";
            default -> null;
        };
    }

    private static boolean isRequired(JsonNode schema, String property) {
        for (JsonNode required : schema.path("required")) {
            if (required.asString().equals(property)) {
                return true;
            }
        }
        return false;
    }

    /** OpenAPI 3.1 may give several types, one of them null. */
    private static String typeOf(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode each : type) {
                if (!each.asString().equals("null")) {
                    return each.asString();
                }
            }
        }
        return type.isString() ? type.asString() : (schema.has("properties") ? "object" : "");
    }

    /** A body with one member of the wrong type. */
    record Mistake(String pointer, String body) {}
}
