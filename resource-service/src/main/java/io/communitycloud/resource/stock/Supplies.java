package io.communitycloud.resource.stock;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The items that stock is kept of, with the category of each, as shipped. */
@Component
class Supplies {

    private final Map<String, String> categoryOf;

    Supplies() {
        categoryOf = Map.copyOf(shipped());
    }

    boolean has(String item) {
        return categoryOf.containsKey(item);
    }

    int size() {
        return categoryOf.size();
    }

    private static Map<String, String> shipped() {
        try (InputStream data = Supplies.class.getResourceAsStream("/data/supplies.yaml")) {
            if (data == null) {
                throw new IllegalStateException("the table of supplies is not on the class path");
            }
            Map<?, ?> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(data);
            Map<String, String> categories = new HashMap<>();
            if (document.get("categories") instanceof List<?> rows) {
                for (Object row : rows) {
                    read((Map<?, ?>) row, categories);
                }
            }
            return categories;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void read(Map<?, ?> row, Map<String, String> categories) {
        if (row.get("items") instanceof List<?> items) {
            items.forEach(item -> categories.put(String.valueOf(item), String.valueOf(row.get("id"))));
        }
    }
}
