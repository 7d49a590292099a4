package io.communitycloud.exchange.sandbox;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Makes a value up after its schema in an OpenAPI document; what was sent under the same name is said again. */
final class Synthesis {

    /** Deeper than any published answer that does not refer to itself. */
    private static final int DEEPEST = 8;

    private static final int MOST = 10;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode document;
    private final JsonNode sent;
    private final Lot lot;

    Synthesis(JsonNode document, JsonNode sent, Lot lot) {
        this.document = document;
        this.sent = sent;
        this.lot = lot;
    }

    JsonNode of(JsonNode schema) {
        return value(schema, "", "", 0);
    }

    private JsonNode value(JsonNode given, String name, String place, int depth) {
        JsonNode schema = resolved(given);
        JsonNode again = depth == 1 ? sent.path(name) : MissingNode.getInstance();
        if (again.isString() || again.isBoolean() || again.isNumber()) {
            return again;
        }
        JsonNode codes = schema.path("enum");
        if (codes.isArray() && !codes.isEmpty()) {
            return codes.get(lot.pick(place, codes.size()));
        }
        return switch (type(schema)) {
            case "array" -> array(schema, name, place, depth);
            case "string" -> StringNode.valueOf(fitting(text(schema, name, place), schema));
            case "boolean" -> BooleanNode.valueOf(lot.pick(place, 2) == 1);
            case "integer", "number" -> number(schema, place);
            default -> object(schema, place, depth);
        };
    }

    private ObjectNode object(JsonNode schema, String place, int depth) {
        ObjectNode object = NODES.objectNode();
        if (depth < DEEPEST) {
            schema.path("properties")
                    .properties()
                    .forEach(member -> object.set(
                            member.getKey(),
                            value(member.getValue(), member.getKey(), place + "/" + member.getKey(), depth + 1)));
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, String name, String place, int depth) {
        ArrayNode array = NODES.arrayNode();
        if (depth < DEEPEST) {
            array.add(value(schema.path("items"), name, place + "/0", depth + 1));
        }
        return array;
    }

    private LongNode number(JsonNode schema, String place) {
        long least = schema.path("minimum").asLong(0);
        long most = Math.min(schema.path("maximum").asLong(Long.MAX_VALUE), least + MOST - 1);
        return LongNode.valueOf(least + lot.pick(place, Math.toIntExact(Math.max(1, most - least + 1))));
    }

    private String text(JsonNode schema, String name, String place) {
        int day = 1 + lot.pick(place, 28);
        return switch (schema.path("format").asString("")) {
            case "date-time" -> String.format(Locale.ROOT, "2026-01-%02dT09:00:00+08:00", day);
            case "date" -> String.format(Locale.ROOT, "2026-01-%02d", day);
            case "uuid" -> new UUID(lot.pick(place, Integer.MAX_VALUE), day).toString();
            case "email" -> "office@bureau.example";
            case "uri" -> "https://bureau.example/";
            default -> named(name, place);
        };
    }

    private String named(String name, String place) {
        return switch (name) {
            case "area" -> "310101002001";
            case "name" -> "合成居民";
            case "idNumber", "citizenNumber" -> "310199195203010026";
            case "phone", "mobile" -> "10000000001";
            case "bureau" -> "SANDBOX";
            default -> name.equals("id") || name.endsWith("Id") ? lot.name(place) : "合成";
        };
    }

    private static String fitting(String text, JsonNode schema) {
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        String shorter = text.length() > most ? text.substring(0, most) : text;
        int missing = schema.path("minLength").asInt(0) - shorter.length();
        return missing > 0 ? shorter + "0".repeat(missing) : shorter;
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode found = schema;
        for (int i = 0; i < DEEPEST; i++) {
            String reference = found.path("$ref").asString("");
            JsonNode inner = reference.startsWith("#/") ? document.at(reference.substring(1)) : firstOf(found);
            if (inner == null) {
                return found;
            }
            found = inner;
        }
        return found;
    }

    private static @Nullable JsonNode firstOf(JsonNode schema) {
        for (String several : new String[] {"allOf", "oneOf", "anyOf"}) {
            if (schema.path(several).isArray() && !schema.path(several).isEmpty()) {
                return schema.path(several).get(0);
            }
        }
        return null;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.valueStream()
                    .map(each -> each.asString(""))
                    .filter(each -> !each.equals("null"))
                    .findFirst()
                    .orElse("object");
        }
        return type.asString("object");
    }
}
