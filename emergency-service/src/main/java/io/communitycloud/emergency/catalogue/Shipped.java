package io.communitycloud.emergency.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A part of a shipped YAML file; what cannot be understood keeps the service from starting.
 *
 * @param source the resource, for the message
 */
public record Shipped(String source, Map<?, ?> values) {

    /** Reads a resource such as {@code /data/incident-types.yaml}. */
    public static Shipped read(String resource) {
        try (InputStream yaml = Objects.requireNonNull(Shipped.class.getResourceAsStream(resource), resource)) {
            return part(resource, new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Shipped map(String key) {
        return part(source + "#" + key, values.get(key));
    }

    /** The entries of a list of maps; none where the key is absent. */
    public List<Shipped> list(String key) {
        return things(key).stream().map(each -> part(source + "#" + key, each)).toList();
    }

    /** The entries of a list of texts or numbers as text; none where the key is absent. */
    public List<String> texts(String key) {
        return things(key).stream().map(Object::toString).toList();
    }

    /** The entries of a list of lists of text; none where the key is absent. */
    public List<List<String>> rows(String key) {
        return things(key).stream()
                .map(row -> row instanceof Collection<?> cells
                        ? cells.stream().map(Object::toString).toList()
                        : List.<String>of())
                .toList();
    }

    public List<Integer> numbers(String key) {
        return things(key).stream().map(Integer.class::cast).toList();
    }

    public String text(String key) {
        Object value = values.get(key);
        if (value == null) {
            throw lacks(key);
        }
        return value.toString();
    }

    public @Nullable String textOrNull(String key) {
        Object value = values.get(key);
        return value == null ? null : value.toString();
    }

    public int number(String key) {
        if (values.get(key) instanceof Integer number) {
            return number;
        }
        throw lacks(key);
    }

    public int number(String key, int otherwise) {
        return values.get(key) instanceof Integer number ? number : otherwise;
    }

    public boolean flag(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    private Collection<?> things(String key) {
        Object value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Collection<?> things) {
            return things;
        }
        throw lacks(key);
    }

    private static Shipped part(String source, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Shipped(source, map);
        }
        throw new IllegalStateException(source + " is no map but " + value);
    }

    private IllegalStateException lacks(String key) {
        return new IllegalStateException(source + " lacks " + key + " in " + values);
    }
}
