package io.communitycloud.legacy.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The 22 systems, from {@code legacy-systems.yaml} beside the classes; its technical values are assumptions. */
@Component
public class Catalogue {

    private final Map<String, SystemProfile> systems;

    public Catalogue() {
        try (InputStream file = Objects.requireNonNull(
                Catalogue.class.getResourceAsStream("/io/communitycloud/legacy/legacy-systems.yaml"))) {
            Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            Map<String, SystemProfile> read = new LinkedHashMap<>();
            for (Object entry : (Iterable<?>) Objects.requireNonNull(root.get("systems"))) {
                SystemProfile profile = profile(map(entry));
                read.put(profile.id(), profile);
            }
            this.systems = Collections.unmodifiableMap(read);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** In the catalogue's order. */
    public Collection<SystemProfile> all() {
        return systems.values();
    }

    public Optional<SystemProfile> find(String id) {
        return Optional.ofNullable(systems.get(id));
    }

    /** A system that is surely there. */
    public SystemProfile get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("There is no system " + id));
    }

    private static SystemProfile profile(Map<?, ?> entry) {
        Map<?, ?> latency = map(entry.get("latency_ms"));
        Map<?, ?> fault = map(entry.get("fault"));
        Map<String, Double> rates = new LinkedHashMap<>();
        fault.forEach((name, value) -> {
            if (value instanceof Number rate) {
                rates.put(String.valueOf(name), rate.doubleValue());
            }
        });
        return new SystemProfile(
                text(entry.get("id")),
                text(entry.get("zh")),
                Charset.forName(text(entry.get("encoding"))),
                Hours.of(
                        text(entry.get("window")),
                        fault.get("unavailable") == null ? null : text(fault.get("unavailable"))),
                number(latency.get("p50")),
                number(latency.get("p95")),
                rates);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(@Nullable Object value) {
        return Objects.requireNonNull(value).toString();
    }

    private static int number(@Nullable Object value) {
        return value instanceof Number number ? number.intValue() : 0;
    }
}
