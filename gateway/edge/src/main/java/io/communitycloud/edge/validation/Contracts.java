package io.communitycloud.edge.validation;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The operations of every service after their published OpenAPI documents, found by method and path.
 *
 * <p>The documents are packed into this jar when it is built, by the build that holds each against what its service
 * serves; so what is promised, what is refused here and what is served cannot differ.
 */
@Component
public final class Contracts {

    private static final String DOCUMENTS = "classpath*:contracts/openapi/*.json";

    private final Step root = new Step();

    public Contracts(JsonMapper json) throws IOException {
        for (Resource document : new PathMatchingResourcePatternResolver().getResources(DOCUMENTS)) {
            try (InputStream content = document.getInputStream()) {
                read(json.readTree(content));
            }
        }
    }

    private void read(JsonNode document) {
        Schemas schemas = new Schemas(document);
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (method.getValue().has("operationId")) {
                        put(path.getKey(), method.getKey(), method.getValue(), schemas);
                    }
                }));
    }

    private void put(String path, String method, JsonNode operation, Schemas schemas) {
        Step step = root;
        for (String segment : segments(path)) {
            step = step.leadOn(segment);
        }
        step.operations.put(
                method.toUpperCase(Locale.ROOT), PublishedOperation.read(segments(path), operation, schemas));
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** The operation of a request; a HEAD is the GET it stands for. Empty where no document knows the address. */
    public Optional<PublishedOperation> find(String method, String path) {
        return Optional.ofNullable(root.find(method.equals("HEAD") ? "GET" : method, path, 0));
    }

    /** All operations, in no order. */
    List<PublishedOperation> all() {
        List<PublishedOperation> all = new ArrayList<>();
        root.collect(all);
        return all;
    }

    /** What may follow after some segments of a path; a word goes before a variable. */
    private static final class Step {

        private final Map<String, Step> words = new HashMap<>();
        private final Map<String, PublishedOperation> operations = new HashMap<>();
        private @Nullable Step variable;

        private Step leadOn(String segment) {
            if (!segment.startsWith("{")) {
                return words.computeIfAbsent(segment, _ -> new Step());
            }
            Step known = variable;
            if (known == null) {
                known = new Step();
                variable = known;
            }
            return known;
        }

        /**
         * The operation behind the rest of a path.
         *
         * @param at the slash before the next segment, or the path's end
         */
        private @Nullable PublishedOperation find(String method, String path, int at) {
            if (at >= path.length()) {
                return operations.get(method);
            }
            int next = path.indexOf('/', at + 1);
            int end = next < 0 ? path.length() : next;
            if (end == at + 1) {
                return null;
            }
            Step word = words.isEmpty() ? null : words.get(path.substring(at + 1, end));
            PublishedOperation found = word == null ? null : word.find(method, path, end);
            return found == null && variable != null ? variable.find(method, path, end) : found;
        }

        private void collect(List<PublishedOperation> all) {
            all.addAll(operations.values());
            words.values().forEach(word -> word.collect(all));
            if (variable != null) {
                variable.collect(all);
            }
        }
    }
}
