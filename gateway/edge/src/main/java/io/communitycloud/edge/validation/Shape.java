package io.communitycloud.edge.validation;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import io.communitycloud.common.web.FieldError;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A JSON Schema (2020-12) that is compiled when it is first needed, and tells faults in the words the services use.
 *
 * <p>Where several things are wrong the order is the services' own: what cannot be read comes before what is unknown, then
 * what is missing, then what breaks a constraint. Of one member only the first fault is told.
 */
final class Shape {

    /** More would help nobody, and a list of ten thousand wrong rows would make an answer of megabytes. */
    private static final int MOST = 50;

    private static final String MIN_LENGTH = "minLength";

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .formats(formats -> {
                        formats.clear();
                        formats.put("date", format("date", LocalDate::parse));
                        formats.put("date-time", format("date-time", OffsetDateTime::parse));
                    })
                    .build(),
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    // Bean Validation holds the whole value to a pattern, and the documents quote its patterns.
                    .regularExpressionFactory(regex -> Pattern.compile(regex).asMatchPredicate()::test)
                    .build()));

    private final JsonNode source;
    private volatile @Nullable Schema compiled;

    Shape(JsonNode source) {
        this.source = source;
    }

    /** What is wrong with a value, the worst first; empty where nothing is. */
    List<FieldError> faults(JsonNode value) {
        List<Error> errors = schema().validate(value);
        if (errors.isEmpty()) {
            return List.of();
        }
        Map<String, FieldError> byPointer = new LinkedHashMap<>();
        errors.stream()
                .filter(error -> !isShortForItsSigns(error, value))
                .sorted(Comparator.comparingInt(error -> rank(error.getKeyword())))
                .map(error -> fault(error, value))
                .forEach(fault -> byPointer.putIfAbsent(fault.pointer(), fault));
        return byPointer.values().stream().limit(MOST).toList();
    }

    /** Compiling twice at the same moment does no harm. */
    Schema schema() {
        Schema known = compiled;
        if (known == null) {
            known = REGISTRY.getSchema(source.toString(), InputFormat.JSON);
            compiled = known;
        }
        return known;
    }

    private FieldError fault(Error error, JsonNode value) {
        String at = pointer(error);
        String member = error.getProperty() == null ? at : at + "/" + escaped(error.getProperty());
        return switch (error.getKeyword()) {
            case "type" -> FieldError.of(at, value.at(at).isNull() ? "required" : "wrong-type");
            case "required" -> FieldError.of(member, "required");
            case "additionalProperties" -> FieldError.of(member, "unknown-field");
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf" ->
                FieldError.of(at, "out-of-range");
            case "pattern" -> FieldError.of(at, "pattern");
            case MIN_LENGTH, "maxLength" -> size(error, at, MIN_LENGTH, "maxLength", "blank");
            case "minItems", "maxItems" -> size(error, at, "minItems", "maxItems", "empty");
            case "minProperties", "maxProperties" -> size(error, at, "minProperties", "maxProperties", "empty");
            default -> FieldError.of(at, "format");
        };
    }

    /**
     * The fault of a size, with the bounds its message names.
     *
     * @param nothing the code where all that is asked for is that there be something
     */
    private FieldError size(Error error, String at, String least, String most, String nothing) {
        JsonNode bounds = source.at(
                JsonPointer.compile(String.valueOf(error.getSchemaLocation().getFragment()))
                        .head());
        if (!bounds.has(most) && bounds.path(least).asInt(0) == 1) {
            return FieldError.of(at, nothing);
        }
        return FieldError.of(
                at,
                "size",
                Map.of(
                        "min",
                        bounds.path(least).asInt(0),
                        "max",
                        bounds.path(most).asInt(Integer.MAX_VALUE)));
    }

    /** Java counts a sign beyond the basic plane as two, so the service may find long enough what the schema does not. */
    private static boolean isShortForItsSigns(Error error, JsonNode value) {
        return MIN_LENGTH.equals(error.getKeyword())
                && value.at(pointer(error)).asString("").chars().anyMatch(each -> Character.isSurrogate((char) each));
    }

    private static int rank(String keyword) {
        return switch (keyword) {
            case "type" -> 0;
            case "enum", "const", "format" -> 1;
            case "additionalProperties" -> 2;
            case "required" -> 3;
            default -> 4;
        };
    }

    private static String pointer(Error error) {
        String pointer = String.valueOf(error.getInstanceLocation());
        return pointer.equals("/") ? "" : pointer;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static Format format(String name, Reading reading) {
        return new Format() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public boolean matches(ExecutionContext context, String value) {
                return reading.succeeds(value);
            }
        };
    }

    /** Whether a text can be read; where it can, the service may still find fault with it. */
    private interface Reading {

        Object read(String text);

        default boolean succeeds(String text) {
            try {
                Object _ = read(text);
                return true;
            } catch (DateTimeException unreadable) {
                return false;
            }
        }
    }
}
