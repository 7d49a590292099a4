package io.communitycloud.common.testing.conventions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The access law as a test reads it: on its own, so that a fault in the enforcing code does not excuse itself. */
final class LawBook {

    /** Every authenticated caller. */
    static final String ANYONE = "anyone";

    /** The roles of the platform. */
    static final List<String> ROLES = List.of(
            "resident",
            "social-worker",
            "committee-head",
            "street-operator",
            "district-operator",
            "city-operator",
            "team-leader",
            "volunteer",
            "facility-operator",
            "property-firm",
            "province-team",
            "bureau-client",
            "approver",
            "auditor",
            "operations",
            "system");

    private final Map<String, Row> rows = new HashMap<>();

    LawBook(Collection<InputStream> books) {
        for (InputStream book : books) {
            read(book);
        }
    }

    @Nullable
    Row row(String operationId) {
        return rows.get(operationId);
    }

    private void read(InputStream book) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (book) {
            Object root = new Yaml(new SafeConstructor(options)).load(book);
            if (root instanceof Map<?, ?> map && map.get("operations") instanceof Map<?, ?> operations) {
                operations.forEach((id, row) -> rows.put(String.valueOf(id), row((Map<?, ?>) row)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(Map<?, ?> row) {
        return new Row(String.valueOf(row.get("service")), texts(row.get("roles")), texts(row.get("purposes")));
    }

    private static Set<String> texts(@Nullable Object list) {
        Set<String> texts = new LinkedHashSet<>();
        if (list instanceof Collection<?> values) {
            values.forEach(value -> texts.add(String.valueOf(value)));
        }
        return texts;
    }

    /** What a test needs of one row. */
    record Row(String service, Set<String> roles, Set<String> purposes) {

        boolean permits(String role) {
            return roles.contains(ANYONE) || roles.contains(role);
        }

        List<String> permitted() {
            return new ArrayList<>(ROLES.stream().filter(this::permits).toList());
        }
    }
}
