package io.communitycloud.common.web.sample;

import io.communitycloud.common.web.BodyLimit;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.common.web.StaleVersion;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/things")
class ThingController {

    enum Colour {
        RED,
        BLUE
    }

    record Part(@Size(min = 1, max = 5) String label) {}

    record NewThing(
            @Size(min = 1, max = 10) String name,
            int count,
            Colour colour,
            Instant at,
            @Nullable LocalDate day,
            @Valid List<Part> parts) {

        NewThing {
            if (name.equals("forbidden")) {
                throw InvalidRequest.field("/name", "format");
            }
        }
    }

    record Thing(
            String id, String name, Instant at, @Nullable String note) {}

    record Filter(
            @Nullable String name,
            @Nullable Colour colour,
            @Nullable List<String> tag) {}

    record Receipt(@Nullable IdempotencyKey key, String name) {}

    record Text(@Nullable String value, @Nullable JsonNode extra) {}

    @PostMapping
    ResponseEntity<Receipt> createThing(@Valid @RequestBody NewThing thing, @Nullable IdempotencyKey key) {
        return ResponseEntity.created(URI.create("/api/v1/things/1"))
                .eTag(Etags.of(1, "full"))
                .body(new Receipt(key, thing.name()));
    }

    @GetMapping
    Page<Thing> listThings(Filter filter, @RequestParam @Nullable @Max(9) Integer level, PageRequest page) {
        return new Page<>(
                List.of(new Thing("1", "a", Instant.parse("2026-11-22T02:00:00Z"), null)),
                Cursor.of("a", "1").encode());
    }

    @GetMapping("/{id}")
    ResponseEntity<Thing> readThing(@PathVariable String id) {
        return Etags.answer(new Thing(id, "a", Instant.parse("2026-11-22T02:00:00.5Z"), null), 7, "masked");
    }

    @DeleteMapping("/{id}")
    Map<String, Long> deleteThing(@PathVariable String id, IfMatch match) {
        if (match.version() != 7) {
            throw new StaleVersion();
        }
        return Map.of("version", match.version());
    }

    @BodyLimit("2MB")
    @PostMapping("/imports")
    Map<String, Integer> importThings(@RequestBody Text text) {
        String value = text.value();
        return Map.of("length", value == null ? 0 : value.length());
    }

    @PostMapping("/failures/{kind}")
    void fail(@PathVariable String kind) {
        throw switch (kind) {
            case "conflict" -> new Refused(Refusal.of("forbidden", Refusal.Kind.CONFLICT));
            case "unavailable" -> new Refused(Refusal.of("unavailable", Refusal.Kind.UNAVAILABLE));
            case "missing" -> Refused.notFound();
            default -> new IllegalStateException("secret " + kind);
        };
    }
}
