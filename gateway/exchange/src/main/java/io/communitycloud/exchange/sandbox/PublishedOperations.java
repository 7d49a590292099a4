package io.communitycloud.exchange.sandbox;

import io.communitycloud.exchange.manifest.JsonSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** What the services publish for bureaus' systems: the operations that the sandbox plays, from the documents themselves. */
@Component
class PublishedOperations {

    /** Whatever a partner does about itself is done in earnest, with the edge and the exchange. */
    private static final Set<String> IN_EARNEST = Set.of("edge.json", "exchange.json");

    private static final String BUREAU = "bureau-client";
    private static final String BASE = "/api/v1/";
    private static final String JSON = "application/json";

    private final List<Published> operations = new ArrayList<>();

    PublishedOperations(JsonMapper json) throws IOException {
        for (Resource document :
                new PathMatchingResourcePatternResolver().getResources("classpath*:contracts/openapi/*.json")) {
            if (!IN_EARNEST.contains(String.valueOf(document.getFilename()))) {
                try (InputStream content = document.getInputStream()) {
                    read(json.readTree(content));
                }
            }
        }
    }

    private void read(JsonNode document) {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    boolean forBureaus = method.getValue()
                            .path("x-roles")
                            .valueStream()
                            .anyMatch(role -> role.asString("").equals(BUREAU));
                    if (forBureaus && path.getKey().startsWith(BASE)) {
                        add(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue(), document);
                    }
                }));
    }

    private void add(String method, String path, JsonNode says, JsonNode whole) {
        JsonNode document = referredTo(whole, says);
        JsonNode answers = says.path("responses");
        JsonNode answer = answers.properties().stream()
                .filter(each -> each.getKey().startsWith("2"))
                .findFirst()
                .map(each -> each.getValue().path("content").path(JSON).path("schema"))
                .orElse(MissingNode.getInstance());
        JsonNode body = says.path("requestBody").path("content").path(JSON).path("schema");
        operations.add(new Published(
                says.path("operationId").asString(),
                method,
                List.of(path.substring(BASE.length()).split("/", -1)),
                answer,
                body,
                body.isObject() ? schema(body, document) : null,
                document));
    }

    /** Of a document what an operation refers to, and what that refers to. */
    private static ObjectNode referredTo(JsonNode whole, JsonNode operation) {
        ObjectNode schemas = JsonNodeFactory.instance.objectNode();
        Deque<JsonNode> open = new ArrayDeque<>(List.of(operation));
        while (!open.isEmpty()) {
            for (String reference : open.pop().findValuesAsString("$ref")) {
                String name = reference.substring(reference.lastIndexOf('/') + 1);
                if (!schemas.has(name)) {
                    JsonNode schema = whole.path("components").path("schemas").path(name);
                    schemas.set(name, schema);
                    open.push(schema);
                }
            }
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("components").set("schemas", schemas);
        return document;
    }

    private static JsonSchema schema(JsonNode body, JsonNode document) {
        ObjectNode whole = ((ObjectNode) body).deepCopy();
        whole.set("components", document.path("components"));
        return JsonSchema.of(whole);
    }

    /** The operation of a method and the segments of its path behind {@code /api/v1}. */
    Optional<Published> find(String method, String... segments) {
        return operations.stream()
                .filter(each -> each.method().equals(method) && each.fits(segments))
                .findFirst();
    }

    /**
     * An operation as its document has it.
     *
     * @param answer the schema of its good answer
     * @param body the schema of what it is sent, missing where it is sent nothing or no JSON
     * @param document in which both find what they refer to
     */
    record Published(
            String id,
            String method,
            List<String> segments,
            JsonNode answer,
            JsonNode body,
            @Nullable JsonSchema compiled,
            JsonNode document) {

        boolean fits(String... path) {
            if (path.length != segments.size()) {
                return false;
            }
            for (int i = 0; i < path.length; i++) {
                String wanted = segments.get(i);
                if (!wanted.startsWith("{") && !wanted.equals(path[i])) {
                    return false;
                }
            }
            return true;
        }
    }
}
