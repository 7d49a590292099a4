package io.communitycloud.common.web;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.io.StringReader;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Applies a JSON merge patch (RFC 7396) to a value and reads the outcome as strictly as a whole body. */
public final class MergePatch {

    private final JsonMapper json;
    private final Validator validator;

    public MergePatch(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * The value with the patch applied.
     *
     * @param current what may be changed, as it is now
     * @throws InvalidRequest where the patch is not an object
     * @throws ConstraintViolationException where the outcome breaks a constraint of the type; answered as 400 with its pointer
     * @throws UnreadableBody where the outcome does not fit the type; answered as 400 with its pointer
     */
    public <T> T apply(T current, JsonNode patch, Class<T> type) {
        if (!patch.isObject()) {
            throw InvalidRequest.field("", "not-an-object");
        }
        JsonValue target = parse(json.writeValueAsString(current));
        JsonValue patched = Json.createMergePatch(parse(patch.toString())).apply(target);
        T changed = read(patched, type);
        Set<ConstraintViolation<T>> violations = validator.validate(changed);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return changed;
    }

    private <T> T read(JsonValue value, Class<T> type) {
        try {
            return json.readValue(value.toString(), type);
        } catch (JacksonException unfit) {
            throw new UnreadableBody(unfit);
        }
    }

    private static JsonValue parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }
}
