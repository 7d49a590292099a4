package io.communitycloud.edge.validation;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An operation as its document describes it, read by other code than the edge's own, with bodies as they are asked for.
 *
 * @param mediaType of its JSON body, empty where it has none
 * @param required members of its body
 * @param bodies with all members, with the required ones only, and with null for every other
 */
record Described(
        String id,
        String method,
        String address,
        String mediaType,
        boolean isClosed,
        List<String> required,
        List<JsonNode> bodies) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;

    /** One of these is as every pattern of the documents wants it. */
    private static final List<String> WORDS = List.of(
            "310101002001",
            "a",
            "A01",
            "A1",
            "1",
            "01",
            "P",
            "09:30",
            "123X",
            "HLT",
            "mask",
            "case-1",
            "old_lilong",
            "readResident",
            "91310000MA1FL00001",
            "0123456789abcdef");

    /** All operations of all documents but the edge's own, which are asked of nobody else. */
    static List<Described> all() throws IOException {
        List<Described> all = new ArrayList<>();
        for (Resource document :
                new PathMatchingResourcePatternResolver().getResources("classpath*:contracts/openapi/*.json")) {
            try (InputStream content = document.getInputStream()) {
                JsonNode root = JsonMapper.shared().readTree(content);
                root.path("paths")
                        .properties()
                        .forEach(path -> path.getValue()
                                .properties()
                                .forEach(method ->
                                        all.add(read(root, path.getKey(), method.getKey(), method.getValue()))));
            }
        }
        return all;
    }

    private static Described read(JsonNode root, String path, String method, JsonNode operation) {
        JsonNode content = operation.path("requestBody").path("content");
        String mediaType = Stream.of("application/json", "application/merge-patch+json")
                .filter(content::has)
                .filter(type -> !content.path(type)
                        .path("schema")
                        .path("format")
                        .asString("")
                        .equals("byte"))
                .findFirst()
                .orElse("");
        JsonNode schema = resolve(root, content.path(mediaType).path("schema"));
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asString()));
        List<JsonNode> bodies = new ArrayList<>();
        if (schema.path("properties").isObject()) {
            for (Others others : Others.values()) {
                sample(root, schema, others, 0).ifPresent(bodies::add);
            }
        }
        return new Described(
                operation.path("operationId").asString(),
                method.toUpperCase(Locale.ROOT),
                path.replaceAll("\\{[^}]+}", "1"),
                mediaType,
                schema.has("properties") && !schema.has("additionalProperties"),
                required,
                bodies);
    }

    boolean isPatch() {
        return method.equals("PATCH");
    }

    /** What becomes of members nobody must tell. */
    private enum Others {
        TOLD,
        ABSENT,
        NULL
    }

    private static Optional<JsonNode> sample(JsonNode root, JsonNode schema, Others others, int depth) {
        JsonNode resolved = resolve(root, schema);
        if (resolved.has("enum")) {
            return Optional.of(resolved.path("enum").get(0));
        }
        String type = resolved.path("type").asString("object");
        return switch (type) {
            case "integer" ->
                Optional.of(
                        NODES.numberNode(Math.max(1, resolved.path("minimum").asInt(1))));
            case "number" ->
                Optional.of(NODES.numberNode(resolved.path("minimum").asDouble(1) + 0.5));
            case "boolean" -> Optional.of(NODES.booleanNode(true));
            case "array" -> list(root, resolved, others, depth);
            case "string" -> text(resolved);
            default -> object(root, resolved, others, depth);
        };
    }

    private static Optional<JsonNode> list(JsonNode root, JsonNode schema, Others others, int depth) {
        ArrayNode list = NODES.arrayNode();
        Optional<JsonNode> item = sample(root, schema.path("items"), others, depth + 1);
        item.ifPresent(list::add);
        // Of a set the same thing may be told twice.
        item.filter(_ -> schema.path("uniqueItems").asBoolean(false)).ifPresent(list::add);
        return list.size() < schema.path("minItems").asInt(0) ? Optional.empty() : Optional.of(list);
    }

    private static Optional<JsonNode> object(JsonNode root, JsonNode schema, Others others, int depth) {
        ObjectNode object = NODES.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asString()));
        for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
            boolean must = required.contains(member.getKey());
            if (!must && others == Others.NULL) {
                object.putNull(member.getKey());
            } else if (must || (others == Others.TOLD && depth < DEEPEST)) {
                Optional<JsonNode> value = sample(root, member.getValue(), others, depth + 1);
                if (value.isEmpty() && must) {
                    return Optional.empty();
                }
                value.ifPresent(told -> object.set(member.getKey(), told));
            }
        }
        return Optional.of(object);
    }

    private static Optional<JsonNode> text(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "date" -> Optional.of(NODES.stringNode("2026-11-22"));
            // Without seconds, as the services read it too.
            case "date-time" -> Optional.of(NODES.stringNode("2026-11-22T10:00+08:00"));
            case "email" -> Optional.of(NODES.stringNode("duty@example.org"));
            default -> {
                String pattern = schema.path("pattern").asString(".*");
                yield WORDS.stream()
                        .filter(word -> word.matches(pattern))
                        .filter(word ->
                                word.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE))
                        .findFirst()
                        .map(NODES::stringNode);
            }
        };
    }

    private static JsonNode resolve(JsonNode root, JsonNode schema) {
        JsonNode present = schema;
        for (int depth = 0; present.has("$ref") && depth < DEEPEST; depth++) {
            present = root.at(present.path("$ref").asString().substring(1));
        }
        return present;
    }
}
