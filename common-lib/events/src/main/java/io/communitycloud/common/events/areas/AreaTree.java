package io.communitycloud.common.events.areas;

import io.communitycloud.common.identity.AreaLevels;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The areas of the city, in memory: 6,760 of them in a city of 16 districts.
 *
 * <p>The resident service owns them and publishes {@code resident.areas.v1}; every other service follows that topic.
 * Reading never waits: each change replaces the snapshot.
 */
public final class AreaTree implements AreaLevels {

    private volatile Snapshot snapshot = new Snapshot(Map.of(), Map.of());

    /** Whether any area is known yet. */
    public boolean isEmpty() {
        return snapshot.byCode().isEmpty();
    }

    public int size() {
        return snapshot.byCode().size();
    }

    /** Adds areas or replaces what is known of them. */
    public synchronized void put(Collection<Area> areas) {
        Map<String, Area> byCode = new HashMap<>(snapshot.byCode());
        areas.forEach(area -> byCode.put(area.code(), area));
        Map<String, List<Area>> children = new HashMap<>();
        for (Area area : byCode.values()) {
            if (area.parent() != null) {
                children.computeIfAbsent(area.parent(), parent -> new ArrayList<>())
                        .add(area);
            }
        }
        children.values().forEach(list -> list.sort(Comparator.comparing(Area::code)));
        snapshot = new Snapshot(Map.copyOf(byCode), Map.copyOf(children));
    }

    public Optional<Area> find(String code) {
        return Optional.ofNullable(snapshot.byCode().get(code));
    }

    /** The areas directly below, by code. */
    public List<Area> children(String code) {
        return snapshot.children().getOrDefault(code, List.of());
    }

    /** The areas that lie below no other, by code. */
    public List<Area> roots() {
        return snapshot.byCode().values().stream()
                .filter(area -> area.parent() == null)
                .sorted(Comparator.comparing(Area::code))
                .toList();
    }

    /** The areas whose name holds a text, by code. */
    public List<Area> named(String text) {
        return snapshot.byCode().values().stream()
                .filter(area -> area.name().contains(text))
                .sorted(Comparator.comparing(Area::code))
                .toList();
    }

    /**
     * The keys under which a document of this area is visible: the codes of its ancestors and its own, from the city
     * down.
     *
     * @throws InvalidRequest naming {@code pointer} where no such area is known
     */
    public List<String> scopeOf(String code, String pointer) {
        List<String> path = path(code);
        if (path.isEmpty()) {
            throw new InvalidRequest(List.of(FieldError.of(pointer, "unknown-area")));
        }
        return path;
    }

    /**
     * As {@link #scopeOf(String, String)}, for a thing that a caller wants to put there.
     *
     * @throws Refused 404 where the area lies outside the caller's scope
     */
    public List<String> scopeOf(String code, String pointer, Scope caller) {
        List<String> path = scopeOf(code, pointer);
        if (!caller.covers(path)) {
            throw new Refused(Refusal.of("not-found", Refusal.Kind.NOT_FOUND));
        }
        return path;
    }

    /** The codes from the city down to this one; empty where it is not known. */
    public List<String> path(String code) {
        List<String> path = new ArrayList<>();
        Map<String, Area> byCode = snapshot.byCode();
        @Nullable Area area = byCode.get(code);
        while (area != null && path.size() < Level.values().length) {
            path.addFirst(area.code());
            area = area.parent() == null ? null : byCode.get(area.parent());
        }
        return path;
    }

    @Override
    public Optional<Level> level(String code) {
        return find(code).map(Area::level);
    }

    @Override
    public boolean within(String code, String ancestor) {
        return path(code).contains(ancestor);
    }

    private record Snapshot(Map<String, Area> byCode, Map<String, List<Area>> children) {}
}
