package io.communitycloud.common.web.problem;

import io.communitycloud.common.web.FieldError;
import java.util.List;
import java.util.Map;

/**
 * What went wrong, before it is put into words.
 *
 * @param headers response headers the answer needs, such as {@code Allow}
 */
public record Failure(
        int status,
        String code,
        boolean retriable,
        Map<String, Object> arguments,
        List<FieldError> errors,
        Map<String, String> headers) {

    public Failure {
        arguments = Map.copyOf(arguments);
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    public static Failure of(int status, String code) {
        return new Failure(status, code, isRetriable(status), Map.of(), List.of(), Map.of());
    }

    public static Failure of(int status, String code, List<FieldError> errors) {
        return new Failure(status, code, isRetriable(status), Map.of(), errors, Map.of());
    }

    public Failure withHeader(String name, String value) {
        return new Failure(status, code, retriable, arguments, errors, Map.of(name, value));
    }

    private static boolean isRetriable(int status) {
        return status == 429 || status == 503 || status == 504;
    }
}
