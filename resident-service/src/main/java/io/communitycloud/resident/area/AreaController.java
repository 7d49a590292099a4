package io.communitycloud.resident.area;

import io.communitycloud.common.events.areas.Area;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.WriteRefusal;
import io.communitycloud.common.identity.AreaLevels.Level;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The tree of areas, read from memory; everyone who is signed in may read it. */
@RestController
@RequestMapping("/api/v1/areas")
class AreaController {

    private final AreaTree tree;

    AreaController(AreaTree tree) {
        this.tree = tree;
    }

    /** The areas in force below a parent, those whose name holds a text, or both; by code. */
    @GetMapping
    Page<AreaView> listAreas(
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9]{12}") String parent,
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 40) String name,
            PageRequest page) {
        Cursor cursor = page.cursor();
        List<Area> rest = within(parent, name)
                .filter(area -> area.validTo() == null)
                .filter(area ->
                        cursor == null || area.code().compareTo(cursor.keys().getFirst()) > 0)
                .toList();
        List<Area> shown = rest.stream().limit(page.limit()).toList();
        String next =
                rest.size() > shown.size() ? Cursor.of(shown.getLast().code()).encode() : null;
        return new Page<>(shown, next).map(this::view);
    }

    /** One area; of a former one {@code supersededBy} names the code in force. */
    @GetMapping("/{code}")
    ResponseEntity<AreaView> readArea(@PathVariable @Pattern(regexp = "[0-9]{12}") String code) {
        AreaView view = view(require(code));
        return ResponseEntity.ok().eTag(Etags.of(checksum(view), "full")).body(view);
    }

    private Stream<Area> within(@Nullable String parent, @Nullable String name) {
        if (parent != null) {
            return tree.children(require(parent).code()).stream()
                    .filter(area -> name == null || area.name().contains(name));
        }
        return (name == null ? tree.roots() : tree.named(name)).stream();
    }

    /** The tree keeps no versions; the content alone tells one from another, alike in every instance. */
    private static long checksum(AreaView view) {
        CRC32 checksum = new CRC32();
        checksum.update(view.toString().getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }

    private Area require(String code) {
        return tree.find(code).orElseThrow(() -> new Refused(WriteRefusal.NOT_FOUND));
    }

    private AreaView view(Area area) {
        return new AreaView(
                area.code(),
                area.level(),
                area.name(),
                area.parent(),
                tree.path(area.code()),
                area.validFrom(),
                area.validTo(),
                area.successor());
    }

    /** An area with the codes from the city down to it. */
    record AreaView(
            String code,
            Level level,
            String name,
            @Nullable String parent,
            List<String> path,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable String supersededBy) {}
}
