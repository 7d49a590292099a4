package io.communitycloud.edge.validation;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document's schemas, made to say what its service does with a request.
 *
 * <p>A document describes what is asked and answered by one set of schemas, so some things are only said by the conventions
 * of the platform: a member that is not named is unknown; a null is an absent member; of a merge patch (RFC 7396) every
 * member may be absent; a set may be told twice of the same thing; a pattern is one of the whole value (which {@link Shape}
 * sees to).
 */
final class Schemas {

    private static final String COMPONENTS = "#/components/schemas/";
    private static final String DEFINITIONS = "#/$defs/";
    private static final String PARTIAL = ".partial";

    /** What is kept as it is; what only describes, and what the conventions say otherwise, is left out. */
    private static final Set<String> KEPT = Set.of(
            "type",
            "enum",
            "const",
            "minLength",
            "maxLength",
            "pattern",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties");

    /** Formats whose reading is the platform's own; of the others the service is the judge. */
    private static final Set<String> FORMATS = Set.of("date", "date-time");

    private static final Set<String> COMPOSING = Set.of("allOf", "anyOf", "oneOf");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode components;

    Schemas(JsonNode document) {
        this.components = document.path("components").path("schemas");
    }

    /**
     * A schema that stands alone, with all it refers to.
     *
     * @param partial whether members may be absent, as in a merge patch
     */
    ObjectNode whole(JsonNode schema, boolean partial) {
        ObjectNode definitions = NODES.objectNode();
        ObjectNode whole = copy(schema, partial, definitions);
        if (!definitions.isEmpty()) {
            whole.set("$defs", definitions);
        }
        return whole;
    }

    /** The schema itself where it is a reference to one. */
    JsonNode resolved(JsonNode schema) {
        Set<String> seen = new HashSet<>();
        JsonNode present = schema;
        while (present.has("$ref") && seen.add(present.path("$ref").asString(""))) {
            present = components.path(nameOf(present.path("$ref").asString("")));
        }
        return present;
    }

    private ObjectNode copy(JsonNode schema, boolean partial, ObjectNode definitions) {
        ObjectNode copy = NODES.objectNode();
        for (Map.Entry<String, JsonNode> member : schema.properties()) {
            String keyword = member.getKey();
            JsonNode value = member.getValue();
            if (KEPT.contains(keyword)) {
                copy.set(keyword, value);
            } else if (keyword.equals("format") && FORMATS.contains(value.asString(""))) {
                copy.set(keyword, value);
            } else if (keyword.equals("$ref")) {
                copy.put("$ref", DEFINITIONS + define(nameOf(value.asString("")), partial, definitions));
            } else if (keyword.equals("required") && !partial) {
                copy.set(keyword, value);
            } else if (keyword.equals("properties")) {
                ObjectNode properties = copy.putObject(keyword);
                value.properties()
                        .forEach(property ->
                                properties.set(property.getKey(), copy(property.getValue(), partial, definitions)));
            } else if (keyword.equals("items")) {
                // A patch replaces a list as a whole.
                copy.set(keyword, copy(value, false, definitions));
            } else if (keyword.equals("additionalProperties")) {
                copy.set(keyword, value.isBoolean() ? value : copy(value, partial, definitions));
            } else if (COMPOSING.contains(keyword)) {
                var alternatives = copy.putArray(keyword);
                value.forEach(each -> alternatives.add(copy(each, partial, definitions)));
            }
        }
        close(copy);
        bound(schema, copy);
        return copy;
    }

    private String define(String name, boolean partial, ObjectNode definitions) {
        String key = partial ? name + PARTIAL : name;
        if (!definitions.has(key)) {
            // Put down before it is looked into, so that a schema may contain itself.
            definitions.putObject(key);
            definitions.set(key, copy(components.path(name), partial, definitions));
        }
        return key;
    }

    /** A member nobody named is unknown, unless the schema is one of several that name them together. */
    private static void close(ObjectNode schema) {
        if (schema.has("properties")
                && !schema.has("additionalProperties")
                && COMPOSING.stream().noneMatch(schema::has)) {
            schema.put("additionalProperties", false);
        }
    }

    /** The bounds of a whole number that its format implies. */
    private static void bound(JsonNode schema, ObjectNode copy) {
        switch (schema.path("format").asString("")) {
            case "int32" -> bound(copy, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "int64" -> bound(copy, Long.MIN_VALUE, Long.MAX_VALUE);
            default -> {
                // Other formats bound nothing.
            }
        }
    }

    private static void bound(ObjectNode copy, long least, long most) {
        if (!copy.has("minimum")) {
            copy.put("minimum", least);
        }
        if (!copy.has("maximum")) {
            copy.put("maximum", most);
        }
    }

    private static String nameOf(String reference) {
        return reference.startsWith(COMPONENTS) ? reference.substring(COMPONENTS.length()) : reference;
    }
}
