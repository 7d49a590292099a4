package io.communitycloud.exchange.manifest;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.InvalidRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A JSON Schema (2020-12); references to elsewhere are not followed. */
public final class JsonSchema {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static final int MOST_ERRORS = 20;

    private final Schema schema;

    private JsonSchema(Schema schema) {
        this.schema = schema;
    }

    public static JsonSchema of(JsonNode schema) {
        return new JsonSchema(REGISTRY.getSchema(schema.toString(), InputFormat.JSON));
    }

    /** Where a value is not as the schema wants it, in the schema's order. */
    public List<Violation> violations(JsonNode value) {
        return schema.validate(value.toString(), InputFormat.JSON).stream()
                .map(JsonSchema::violation)
                .toList();
    }

    /**
     * Holds what a caller sent to the schema.
     *
     * @throws InvalidRequest naming the members that are not as it wants them
     */
    public void require(JsonNode value) {
        List<Violation> violations = violations(value);
        if (!violations.isEmpty()) {
            throw new InvalidRequest(violations.stream()
                    .limit(MOST_ERRORS)
                    .map(each -> FieldError.of(each.pointer(), code(each.keyword())))
                    .toList());
        }
    }

    private static String code(String keyword) {
        return switch (keyword) {
            case "required" -> "required";
            case "type" -> "wrong-type";
            case "pattern" -> "pattern";
            case "enum", "const" -> "unknown-code";
            case "additionalProperties", "unevaluatedProperties" -> "unknown-field";
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" -> "out-of-range";
            case "maxLength" -> "too-long";
            case "minLength", "minItems" -> "empty";
            case "uniqueItems" -> "not-unique";
            default -> "format";
        };
    }

    private static Violation violation(Error error) {
        String at = error.getInstanceLocation().toString();
        String property = error.getProperty();
        String pointer = at.equals("/") ? "" : at;
        return new Violation(
                property == null ? pointer : pointer + "/" + property,
                String.valueOf(error.getKeyword()),
                error.getMessage());
    }

    /**
     * One thing that is wrong.
     *
     * @param pointer JSON pointer of the member
     * @param keyword of JSON Schema
     * @param message in English, of the library
     */
    public record Violation(
            String pointer, String keyword, @Nullable String message) {}
}
