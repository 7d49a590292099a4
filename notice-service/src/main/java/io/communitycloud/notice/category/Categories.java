package io.communitycloud.notice.category;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The categories as shipped ({@code data/notice-categories.yaml}), with the limits and quiet hours of the channels. */
@Component
public final class Categories {

    private static final String RESOURCE = "/data/notice-categories.yaml";

    private final Map<String, Category> byId = new LinkedHashMap<>();
    private final Limits limits;
    private final QuietHours quietHours;

    /** Reads what is shipped; data that cannot be understood keep the service from starting. */
    public Categories() {
        Map<?, ?> document = read();
        for (Object each : list(document.get("categories"))) {
            Category category = category(map(each));
            byId.put(category.id(), category);
        }
        limits = limits(map(document.get("channels")));
        quietHours = quietHours(map(document.get("quiet_hours")));
    }

    public Optional<Category> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** A category that a stored notice names; categories are never taken out of the data. */
    public Category require(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no category " + id));
    }

    public Limits limits() {
        return limits;
    }

    public QuietHours quietHours() {
        return quietHours;
    }

    private static Category category(Map<?, ?> row) {
        Object days = row.get("min_days_open");
        return new Category(
                text(row, "id"),
                text(row, "zh"),
                text(row, "en"),
                text(row, "group"),
                enums(row.get("channels"), Channel::of),
                Duration.ofDays(days instanceof Integer number ? number : 0));
    }

    private static Limits limits(Map<?, ?> channels) {
        Map<?, ?> sms = map(channels.get("sms"));
        return new Limits(
                number(sms, "hard_max_chars"),
                text(sms, "signature"),
                number(map(channels.get("wechat")), "thing"),
                number(map(channels.get("app")), "max_chars"),
                number(map(channels.get("loudspeaker")), "max_seconds"));
    }

    private static QuietHours quietHours(Map<?, ?> hours) {
        Map<?, ?> bypass = map(hours.get("bypass"));
        return new QuietHours(
                LocalTime.parse(text(hours, "from")),
                LocalTime.parse(text(hours, "to")),
                enums(hours.get("applies_to"), Channel::of),
                enums(bypass.get("colours"), name -> Colour.valueOf(name.toUpperCase(Locale.ROOT))),
                enums(bypass.get("priority"), name -> Priority.valueOf(name.toUpperCase(Locale.ROOT))));
    }

    private static Map<?, ?> read() {
        try (InputStream yaml = Objects.requireNonNull(Categories.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static <E> Set<E> enums(@Nullable Object names, Function<String, E> read) {
        return list(names).stream().map(Object::toString).map(read).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<?, ?> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw lacks("a map", value);
    }

    private static Collection<?> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw lacks("a list", value);
    }

    private static String text(Map<?, ?> map, String key) {
        if (map.get(key) instanceof String text) {
            return text;
        }
        throw lacks(key, map);
    }

    private static int number(Map<?, ?> map, String key) {
        if (map.get(key) instanceof Integer number) {
            return number;
        }
        throw lacks(key, map);
    }

    private static IllegalStateException lacks(String wanted, @Nullable Object found) {
        return new IllegalStateException(RESOURCE + " lacks " + wanted + " in " + found);
    }
}
