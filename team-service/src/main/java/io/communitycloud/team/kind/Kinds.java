package io.communitycloud.team.kind;

import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.InvalidRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The kinds as shipped ({@code data/team-categories.yaml}): the five of the autonomy teams first, then the volunteer,
 * deliberation, professional and emergency teams that the same file names.
 */
@Component
public final class Kinds {

    private static final String RESOURCE = "/data/team-categories.yaml";

    private final Map<String, Kind> byId = new LinkedHashMap<>();
    private final Set<String> skills = new TreeSet<>();

    /** Reads what is shipped; data that cannot be understood keep the service from starting. */
    public Kinds() {
        for (Object row : list(map(read()).get("categories"))) {
            Map<?, ?> members = map(row);
            Kind kind = new Kind(
                    text(members, "id"),
                    text(members, "zh"),
                    text(members, "en"),
                    texts(members.get("emergency_roles")),
                    Set.copyOf(texts(members.get("skills"))));
            byId.put(kind.id(), kind);
            skills.addAll(kind.skills());
        }
    }

    public Collection<Kind> all() {
        return List.copyOf(byId.values());
    }

    /**
     * A kind that a caller names.
     *
     * @throws InvalidRequest naming {@code pointer} where there is none of this id
     */
    public Kind named(String id, String pointer) {
        Kind kind = byId.get(id);
        if (kind == null) {
            throw InvalidRequest.field(pointer, "unknown-code");
        }
        return kind;
    }

    /** Whether there is such a kind. */
    public boolean has(String id) {
        return byId.containsKey(id);
    }

    /** Whether any kind has this skill. */
    public boolean hasSkill(String skill) {
        return skills.contains(skill);
    }

    /**
     * Holds skills to those the city knows.
     *
     * @throws InvalidRequest naming each that is none, below {@code pointer}
     */
    public void checkSkills(Collection<String> named, String pointer) {
        List<FieldError> unknown = new ArrayList<>();
        int place = 0;
        for (String skill : named) {
            if (!skills.contains(skill)) {
                unknown.add(FieldError.of(pointer + "/" + place, "unknown-code"));
            }
            place++;
        }
        if (!unknown.isEmpty()) {
            throw new InvalidRequest(unknown);
        }
    }

    private static Object read() {
        try (InputStream yaml = Objects.requireNonNull(Kinds.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> texts(@Nullable Object names) {
        return list(names).stream().map(Object::toString).toList();
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

    private static IllegalStateException lacks(String wanted, @Nullable Object found) {
        return new IllegalStateException(RESOURCE + " lacks " + wanted + " in " + found);
    }
}
