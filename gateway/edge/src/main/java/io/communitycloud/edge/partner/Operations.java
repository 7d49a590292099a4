package io.communitycloud.edge.partner;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names the operation of a call after the published OpenAPI documents; of a legacy system's by system and operation. */
@Component
public class Operations {

    private static final String LEGACY = "legacy";
    private static final int LEGACY_SEGMENTS = 3;

    private final Map<String, List<Template>> byShape = new HashMap<>();

    public Operations(JsonMapper json) throws IOException {
        for (Resource document :
                new PathMatchingResourcePatternResolver().getResources("classpath*:contracts/openapi/*.json")) {
            try (InputStream content = document.getInputStream()) {
                json.readTree(content).path("paths").properties().forEach(path -> read(path.getKey(), path.getValue()));
            }
        }
        byShape.values().forEach(templates -> templates.sort(Comparator.comparingInt(Template::variables)));
    }

    private void read(String path, JsonNode methods) {
        methods.properties().forEach(method -> {
            String id = method.getValue().path("operationId").asString("");
            if (!id.isEmpty()) {
                String[] segments = segments(path);
                byShape.computeIfAbsent(
                                shape(method.getKey().toUpperCase(Locale.ROOT), segments.length),
                                unknown -> new ArrayList<>())
                        .add(new Template(List.of(segments), id));
            }
        });
    }

    /** The operation's id, or {@code legacy/<system>/<operation>}; empty where no document knows the path. */
    public Optional<String> of(String method, String path) {
        String[] segments = segments(path);
        if (segments.length == LEGACY_SEGMENTS && segments[0].equals(LEGACY)) {
            return Optional.of(path.substring(1));
        }
        for (Template template : byShape.getOrDefault(shape(method, segments.length), List.of())) {
            if (template.fits(segments)) {
                return Optional.of(template.operation());
            }
        }
        return Optional.empty();
    }

    private static String[] segments(String path) {
        return path.substring(1).split("/", -1);
    }

    private static String shape(String method, int segments) {
        return method + ' ' + segments;
    }

    private record Template(List<String> segments, String operation) {

        int variables() {
            return (int) segments.stream().filter(Template::isVariable).count();
        }

        boolean fits(String[] path) {
            return Arrays.equals(
                    segments.toArray(),
                    path,
                    (wanted, found) -> isVariable((String) wanted) ? 0 : ((String) wanted).compareTo((String) found));
        }

        private static boolean isVariable(String segment) {
            return segment.startsWith("{");
        }
    }
}
