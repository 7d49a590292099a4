package io.communitycloud.resource.stock;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The items that stock is kept of, with the category of each, as shipped. */
@Component
class Supplies {

    private final Map<String, String> categoryOf = new LinkedHashMap<>();
    private final Map<String, Integer> cityMinimum = new HashMap<>();

    Supplies() {
        Map<?, ?> shipped = shipped();
        rows(shipped, "categories").forEach(row -> items(row).forEach(item -> categoryOf.put(item, text(row, "id"))));
        rows(shipped, "red_cross_shanghai_2021")
                .forEach(row -> cityMinimum.put(text(row, "item"), Integer.valueOf(text(row, "min"))));
    }

    boolean has(String item) {
        return categoryOf.containsKey(item);
    }

    /** All items, in the order of the table. */
    List<String> items() {
        return List.copyOf(categoryOf.keySet());
    }

    /** What the Red Cross of the city keeps at least (2021), null where that is not in the data. */
    @Nullable
    Integer cityMinimum(String item) {
        return cityMinimum.get(item);
    }

    private static Map<?, ?> shipped() {
        try (InputStream data = Supplies.class.getResourceAsStream("/data/supplies.yaml")) {
            if (data == null) {
                throw new IllegalStateException("the table of supplies is not on the class path");
            }
            Map<?, ?> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(data);
            return document;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Map<?, ?>> rows(Map<?, ?> document, String name) {
        List<Map<?, ?>> rows = new ArrayList<>();
        if (document.get(name) instanceof List<?> listed) {
            listed.forEach(row -> rows.add((Map<?, ?>) row));
        }
        return rows;
    }

    private static List<String> items(Map<?, ?> row) {
        return row.get("items") instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static String text(Map<?, ?> row, String member) {
        return String.valueOf(row.get(member));
    }
}
