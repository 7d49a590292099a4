package io.communitycloud.edge.validation;

import io.communitycloud.common.web.FieldError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.NumberUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one parameter of path or query must be.
 *
 * <p>A text is read as leniently as Spring reads it for the service: what it would take is not refused here.
 */
final class ParameterRule {

    /** As Spring's converter has them. */
    private static final Set<String> TRUTH = Set.of("true", "on", "yes", "1", "false", "off", "no", "0");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String name;
    private final boolean required;
    private final boolean many;
    private final @Nullable Reading reading;
    private final @Nullable Shape shape;

    private ParameterRule(
            String name, boolean required, boolean many, @Nullable Reading reading, @Nullable Shape shape) {
        this.name = name;
        this.required = required;
        this.many = many;
        this.reading = reading;
        this.shape = shape;
    }

    static ParameterRule read(JsonNode parameter, Schemas schemas) {
        JsonNode schema = schemas.resolved(parameter.path("schema"));
        boolean many = schema.path("type").asString("").equals("array");
        JsonNode one = many ? schemas.resolved(schema.path("items")) : schema;
        ObjectNode constraints = schemas.whole(one, false);
        // These are seen to by reading, which tells them as the services do.
        constraints.remove("type");
        constraints.remove("enum");
        constraints.remove("format");
        return new ParameterRule(
                parameter.path("name").asString(""),
                parameter.path("required").asBoolean(false),
                many,
                reading(one),
                constraints.isEmpty() ? null : new Shape(constraints));
    }

    String name() {
        return name;
    }

    boolean required() {
        return required;
    }

    /** Whether it may be given more than once. */
    boolean many() {
        return many;
    }

    /** Whether every text will do. */
    boolean isFree() {
        return shape == null && reading == null;
    }

    /** What is wrong with a value, null where nothing is. */
    @Nullable
    FieldError fault(String text) {
        // Of an empty value it depends on the service whether it is one at all.
        if (text.isEmpty()) {
            return null;
        }
        if (!many) {
            return faultOfOne(text);
        }
        for (String each : text.split(",", -1)) {
            FieldError fault = faultOfOne(each.strip());
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private @Nullable FieldError faultOfOne(String text) {
        JsonNode value = reading == null ? NODES.stringNode(text) : reading.read(text);
        if (value == null) {
            return FieldError.of("?" + name, "wrong-type");
        }
        if (shape == null) {
            return null;
        }
        return shape.faults(value).stream()
                .findFirst()
                .map(fault -> FieldError.of("?" + name, fault.code(), fault.arguments()))
                .orElse(null);
    }

    /** Null where a text is all that is asked for. */
    private static @Nullable Reading reading(JsonNode schema) {
        if (schema.has("enum")) {
            Set<String> words = new HashSet<>();
            schema.path("enum").forEach(word -> words.add(word.asString("")));
            return text -> words.contains(text.strip()) ? NODES.stringNode(text) : null;
        }
        String format = schema.path("format").asString("");
        return switch (schema.path("type").asString("")) {
            case "integer" -> format.equals("int32") ? ParameterRule::whole : ParameterRule::wholeLong;
            case "number" -> ParameterRule::number;
            case "boolean" ->
                text -> TRUTH.contains(text.strip().toLowerCase(Locale.ROOT)) ? NODES.booleanNode(true) : null;
            default ->
                switch (format) {
                    case "date" -> ParameterRule::date;
                    case "date-time" -> ParameterRule::time;
                    default -> null;
                };
        };
    }

    private static @Nullable JsonNode whole(String text) {
        try {
            return NODES.numberNode(NumberUtils.parseNumber(text, Integer.class).intValue());
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static @Nullable JsonNode wholeLong(String text) {
        try {
            return NODES.numberNode(NumberUtils.parseNumber(text, Long.class).longValue());
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static @Nullable JsonNode number(String text) {
        try {
            return NODES.numberNode(NumberUtils.parseNumber(text, Double.class).doubleValue());
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static @Nullable JsonNode date(String text) {
        try {
            var _ = DateTimeFormatter.ISO_DATE.parse(text);
            return NODES.stringNode(text);
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** Spring takes the times of old mail headers too, which begin with a letter. */
    private static @Nullable JsonNode time(String text) {
        if (Character.isLetter(text.charAt(0))) {
            return NODES.stringNode(text);
        }
        try {
            OffsetDateTime _ = OffsetDateTime.parse(text);
            return NODES.stringNode(text);
        } catch (DateTimeException noOffset) {
            return instant(text);
        }
    }

    private static @Nullable JsonNode instant(String text) {
        try {
            Instant _ = Instant.parse(text);
            return NODES.stringNode(text);
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** From a text to a value of the parameter's type; null where it is none. */
    @FunctionalInterface
    private interface Reading {

        @Nullable
        JsonNode read(String text);
    }
}
