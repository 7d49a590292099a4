package io.communitycloud.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The law of access as it is written down, each row with the path that the published documents give its operation. */
final class LawOfAccess {

    static final String ANYONE = "anyone";

    private LawOfAccess() {}

    /**
     * A row of the law.
     *
     * @param part the service's process, such as {@code resident-service}
     * @param path with its variables in braces
     * @param contentType what a body is sent as
     * @param scope as written: area, caller, none and so on
     * @param purposes of which a call must state one; empty where it need not
     */
    record Operation(
            String id,
            String part,
            String method,
            String path,
            String contentType,
            Set<String> roles,
            String scope,
            Set<String> purposes) {

        boolean open() {
            return roles.contains(ANYONE);
        }

        boolean isList() {
            return method.equals("GET") && !path.contains("{");
        }

        /** The path with something in place of each variable. */
        String at(String value) {
            return path.replaceAll("\\{[^}]+}", value);
        }
    }

    /** Every row whose operation is published; a row without one is told by the services' own tests. */
    static List<Operation> read(Path root) throws IOException {
        Map<String, String[]> published = published(root.resolve("contracts/openapi"));
        List<Operation> operations = new ArrayList<>();
        rows(root.resolve("contracts/access.yaml")).forEach((id, row) -> {
            String[] where = published.get(id);
            if (where != null) {
                operations.add(new Operation(
                        id,
                        part(String.valueOf(row.get("service"))),
                        where[0],
                        where[1],
                        where[2],
                        texts(row.get("roles")),
                        String.valueOf(row.get("scope")),
                        texts(row.get("purposes"))));
            }
        });
        return operations;
    }

    /** The gateway's own process is no service of residents, teams or the like, and is not named as one. */
    private static String part(String context) {
        return context.equals("exchange") ? context : context + "-service";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> rows(Path law) throws IOException {
        try (InputStream yaml = Files.newInputStream(law)) {
            Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            return new TreeMap<>((Map<String, Map<String, Object>>) Objects.requireNonNull(document.get("operations")));
        }
    }

    private static Map<String, String[]> published(Path documents) throws IOException {
        Map<String, String[]> published = new HashMap<>();
        try (Stream<Path> files = Files.list(documents)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                JsonNode paths =
                        JsonMapper.shared().readTree(Files.readString(file)).path("paths");
                paths.propertyStream()
                        .forEach(path -> path.getValue()
                                .propertyStream()
                                .filter(method -> method.getValue().has("operationId"))
                                .forEach(method -> published.put(
                                        method.getValue().path("operationId").asString(), new String[] {
                                            method.getKey().toUpperCase(Locale.ROOT),
                                            path.getKey(),
                                            contentType(method.getValue())
                                        })));
            }
        }
        return published;
    }

    private static String contentType(JsonNode operation) {
        return operation
                .path("requestBody")
                .path("content")
                .propertyStream()
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("application/json");
    }

    private static Set<String> texts(@Nullable Object list) {
        return list instanceof Collection<?> all
                ? Set.copyOf(all.stream().map(String::valueOf).toList())
                : Set.of();
    }
}
