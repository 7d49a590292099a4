package io.communitycloud.common.testing.conventions;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One operation as the document describes it.
 *
 * @param bodyType media type of the request body, null where there is none
 * @param bodySchema schema of the body with references resolved one level
 * @param bodyLimit the most bytes the body may have
 * @param answers media types of the successful answers
 * @param open whether it is served without a token
 */
record ApiOperation(
        String operationId,
        String method,
        String path,
        List<Parameter> parameters,
        @Nullable String bodyType,
        JsonNode bodySchema,
        long bodyLimit,
        Set<String> answers,
        Set<String> statuses,
        boolean open) {

    /** One declared parameter. */
    record Parameter(String name, String in, boolean required, JsonNode schema) {}

    boolean takes(String in, String name) {
        return parameters.stream().anyMatch(p -> p.in().equals(in) && p.name().equalsIgnoreCase(name));
    }

    boolean takesJson() {
        return bodyType != null && (bodyType.equals("application/json") || bodyType.endsWith("+json"));
    }

    boolean answersJsonOnly() {
        return answers.stream().allMatch(type -> type.equals("application/json"));
    }

    boolean changes() {
        return method.equals("PUT") || method.equals("PATCH") || method.equals("DELETE");
    }

    /** Whether a concrete path may be meant for this operation's template. */
    boolean matches(String concretePath) {
        var regex = new StringBuilder();
        for (String step : path.substring(1).split("/", -1)) {
            regex.append('/').append(step.contains("{") ? "[^/]+" : Pattern.quote(step));
        }
        return concretePath.matches(regex.toString());
    }

    @Override
    public String toString() {
        return operationId;
    }
}
