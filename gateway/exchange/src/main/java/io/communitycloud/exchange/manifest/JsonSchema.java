package io.communitycloud.exchange.manifest;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A JSON Schema (2020-12); references to elsewhere are not followed. */
public final class JsonSchema {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

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
