package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The committees' parts of lists over HTTP. */
@RestController
@RequestMapping("/api/v1/key-person-parts")
class KeyPersonPartController {

    private final KeyPersonParts parts;
    private final Clock clock;

    KeyPersonPartController(KeyPersonParts parts, Clock clock) {
        this.parts = parts;
        this.clock = clock;
    }

    @GetMapping("/{id}")
    ResponseEntity<PartView> readKeyPersonPart(@PathVariable String id, Scope scope) {
        KeyPersonPart part = parts.require(id, scope);
        return Etags.answer(PartView.of(part), part.version(), "full");
    }

    /** The parts of the caller's area and below, the first due first. */
    @GetMapping
    Page<PartView> listKeyPersonParts(
            @RequestParam(defaultValue = "OPEN") KeyPersonPart.State state,
            @RequestParam(defaultValue = "false") boolean overdue,
            PageRequest page,
            Scope scope) {
        return parts.inState(state, overdue, scope, page).map(PartView::of);
    }

    /** Says that the committee has seen its part. */
    @PostMapping("/{id}/acknowledgements")
    ResponseEntity<PartView> acknowledgeKeyPersonPart(
            @PathVariable String id, @Nullable IdempotencyKey key, Scope scope, Caller caller) {
        KeyPersonPart part = parts.act(id, scope, key, found -> found.acknowledge(caller.subject(), clock.instant()));
        return ResponseEntity.created(URI.create("/api/v1/key-person-parts/" + id))
                .eTag(Etags.of(part.version(), "full"))
                .body(PartView.of(part));
    }

    /**
     * A part as it is shown.
     *
     * @param escalatedTo the area that was called last because the clock was missed
     */
    record PartView(
            String id,
            String listId,
            String bureau,
            String area,
            boolean exercise,
            KeyPersonPart.State state,
            int persons,
            int open,
            Instant due,
            boolean overdue,
            @Nullable String escalatedTo,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant answeredAt,
            Instant createdAt,
            Instant updatedAt) {

        static PartView of(KeyPersonPart part) {
            return new PartView(
                    part.id(),
                    part.list(),
                    part.bureau(),
                    part.area(),
                    part.exercise(),
                    part.progress(),
                    part.persons(),
                    part.open(),
                    part.due(),
                    part.overdue(),
                    part.escalatedTo(),
                    part.acknowledgedBy(),
                    part.acknowledgedAt(),
                    part.answeredAt(),
                    part.createdAt(),
                    part.updatedAt());
        }
    }
}
