package io.communitycloud.common.testing.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The committed documents: where they lie, how they are written, how they differ. */
final class Documents {

    private static final int MOST_DIFFERENCES = 30;
    private static final JsonMapper JSON = new JsonMapper();

    private Documents() {}

    /** The folder {@code contracts} of the repository this test runs in. */
    static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("contracts/access.yaml"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("contracts/access.yaml is in no folder above this test");
        }
        return folder.resolve("contracts");
    }

    /** The same document with its members in alphabetical order, as no generator promises one. */
    static JsonNode normal(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode sorted = JSON.createObjectNode();
            object.propertyStream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(member -> sorted.set(member.getKey(), normal(member.getValue())));
            return sorted;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(item -> copy.add(normal(item)));
            return copy;
        }
        return node;
    }

    static void write(Path file, JsonNode document) throws IOException {
        DefaultIndenter twoSpaces = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectNameValueSpacing(Spacing.AFTER))
                .withObjectIndenter(twoSpaces)
                .withArrayIndenter(twoSpaces);
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writer().with(printer).writeValueAsString(document) + "\n");
    }

    /** In plain words, the first of what was added, taken away or changed. */
    static List<String> differences(JsonNode before, JsonNode after) {
        List<String> found = new ArrayList<>();
        compare("", before, after, found);
        if (found.size() > MOST_DIFFERENCES) {
            int more = found.size() - MOST_DIFFERENCES;
            found.subList(MOST_DIFFERENCES, found.size()).clear();
            found.add("and " + more + " more");
        }
        return found;
    }

    private static void compare(String where, JsonNode before, JsonNode after, List<String> found) {
        if (before.isObject() && after.isObject()) {
            Set<String> names = new LinkedHashSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            for (String name : names) {
                String member = where + "/" + name;
                if (!after.has(name)) {
                    found.add(member + " is gone");
                } else if (!before.has(name)) {
                    found.add(member + " is new");
                } else {
                    compare(member, before.get(name), after.get(name), found);
                }
            }
        } else if (!before.equals(after)) {
            found.add(where + " was " + before + " and is " + after);
        }
    }
}
