package io.communitycloud.common.testing.conventions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A service's live OpenAPI document, read into operations. */
final class ApiDocument {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final long DEFAULT_BODY_LIMIT = 1024 * 1024;

    private final JsonNode root;
    private final List<ApiOperation> operations = new ArrayList<>();

    ApiDocument(JsonNode root) {
        this.root = root;
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    operations.add(read(path.getKey(), operation.getKey(), operation.getValue()));
                }
            }
        }
    }

    List<ApiOperation> operations() {
        return List.copyOf(operations);
    }

    /** The schema itself where it is a reference to one. */
    JsonNode resolve(JsonNode schema) {
        JsonNode present = schema;
        for (int depth = 0; present.has("$ref") && depth < 8; depth++) {
            present = root.at(present.path("$ref").asString().substring(1));
        }
        return present;
    }

    private ApiOperation read(String path, String method, JsonNode operation) {
        List<ApiOperation.Parameter> parameters = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            parameters.add(new ApiOperation.Parameter(
                    parameter.path("name").asString(),
                    parameter.path("in").asString(),
                    parameter.path("required").asBoolean(false),
                    resolve(parameter.path("schema"))));
        }
        String bodyType = null;
        JsonNode bodySchema = MissingNode.getInstance();
        for (Map.Entry<String, JsonNode> content :
                operation.path("requestBody").path("content").properties()) {
            if (bodyType == null || content.getKey().endsWith("json")) {
                bodyType = content.getKey();
                bodySchema = resolve(content.getValue().path("schema"));
            }
        }
        Set<String> answers = new HashSet<>();
        Set<String> statuses = new HashSet<>();
        for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
            statuses.add(response.getKey());
            if (response.getKey().startsWith("2")) {
                response.getValue().path("content").properties().forEach(content -> answers.add(content.getKey()));
            }
        }
        JsonNode security = operation.path("security");
        return new ApiOperation(
                operation.path("operationId").asString(""),
                method.toUpperCase(Locale.ROOT),
                path,
                List.copyOf(parameters),
                bodyType,
                bodySchema,
                operation.path("x-body-limit").asLong(DEFAULT_BODY_LIMIT),
                answers,
                statuses,
                security.isArray() && security.isEmpty());
    }
}
