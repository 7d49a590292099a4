package io.communitycloud.sample;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.identity.Unmasking;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.common.web.StaleVersion;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/things")
class ThingController {

    private final Unmasking unmasking;

    ThingController(Unmasking unmasking) {
        this.unmasking = unmasking;
    }

    enum Colour {
        RED,
        BLUE
    }

    record Part(@Size(min = 1, max = 5) String label, int weight) {}

    record NewThing(
            @Size(min = 1, max = 10) String name,
            int count,
            @Nullable Boolean fragile,
            Colour colour,
            Instant at,
            @Nullable LocalDate day,
            Part main,
            @Valid List<Part> parts,
            List<String> tags) {}

    record Thing(String id, String scope, String caller, boolean masked) {}

    record Filter(@Nullable String name, @Nullable Colour colour) {}

    @PostMapping
    ResponseEntity<Thing> createThing(
            @Valid @RequestBody NewThing thing, Scope scope, Caller caller, @Nullable IdempotencyKey key) {
        String made = key == null ? thing.name() : key.client() + " " + key.key();
        return ResponseEntity.created(URI.create("/api/v1/things/1"))
                .eTag(Etags.of(1, "full"))
                .body(new Thing(made, scope.key(), caller.client(), false));
    }

    @GetMapping
    Page<Thing> listThings(Filter filter, Scope scope, Caller caller, PageRequest page) {
        return new Page<>(List.of(new Thing("1", scope.key(), caller.client(), true)), null);
    }

    @GetMapping("/{id}")
    ResponseEntity<Thing> readThing(@PathVariable String id, Scope scope, Caller caller) {
        boolean masked = !unmasking.permits(caller);
        return Etags.answer(new Thing(id, scope.key(), caller.client(), masked), 1, masked ? "masked" : "full");
    }

    @PutMapping("/{id}")
    Thing changeThing(@PathVariable String id, Scope scope, @Valid @RequestBody NewThing thing, IfMatch match) {
        if (match.version() != 1) {
            throw new StaleVersion();
        }
        return new Thing(id, scope.key(), thing.name(), true);
    }

    @DeleteMapping("/{id}")
    void removeThing(@PathVariable String id, IfMatch match) {
        throw Refused.notFound();
    }
}
