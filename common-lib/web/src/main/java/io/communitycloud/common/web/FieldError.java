package io.communitycloud.common.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one member of a request.
 *
 * @param pointer JSON pointer (RFC 6901) into the body, or {@code ?name} for a parameter and {@code Name} for a header
 * @param code stable kebab-case code; its message is {@code field.<code>} in the {@code i18n/problems} bundle
 * @param message the finished text where there is one; otherwise it is looked up by code
 * @param arguments values for the message
 */
public record FieldError(
        String pointer, String code, @Nullable String message, Map<String, Object> arguments) {

    public FieldError {
        arguments = Map.copyOf(arguments);
    }

    public static FieldError of(String pointer, String code) {
        return new FieldError(pointer, code, null, Map.of());
    }

    public static FieldError of(String pointer, String code, Map<String, Object> arguments) {
        return new FieldError(pointer, code, null, arguments);
    }
}
