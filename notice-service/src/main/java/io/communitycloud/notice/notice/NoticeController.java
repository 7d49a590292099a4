package io.communitycloud.notice.notice;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.MergePatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.notice.category.Channel;
import io.communitycloud.notice.category.Colour;
import io.communitycloud.notice.category.Priority;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Notices over HTTP. */
@RestController
@RequestMapping("/api/v1/notices")
class NoticeController {

    private static final String PATH = "/api/v1/notices/";

    private final Notices notices;
    private final NoticeRules rules;
    private final Addressing addressing;
    private final WorkSignal signal;
    private final Creations creations;
    private final AreaTree areas;
    private final MergePatch patches;
    private final Clock clock;

    NoticeController(
            Notices notices,
            NoticeRules rules,
            Addressing addressing,
            WorkSignal signal,
            Creations creations,
            AreaTree areas,
            MergePatch patches,
            Clock clock) {
        this.notices = notices;
        this.rules = rules;
        this.addressing = addressing;
        this.signal = signal;
        this.creations = creations;
        this.areas = areas;
        this.patches = patches;
        this.clock = clock;
    }

    /** Writes a notice to the households of an area; nobody sees it before it is published. */
    @PostMapping
    ResponseEntity<NoticeView> createNotice(@Valid @RequestBody Draft body, @Nullable IdempotencyKey key, Scope scope) {
        List<String> path = areas.scopeOf(body.area(), "/area", scope);
        Notice notice = creations.once(key, id -> notices.find(id, Scope.everything()), id -> {
            Instant now = clock.instant();
            Content content = body.content(now);
            rules.check(content);
            Notice drafted = Notice.draft(id, body.area(), path, content, now);
            notices.save(drafted);
            return drafted;
        });
        return ResponseEntity.created(URI.create(PATH + notice.id()))
                .eTag(etag(notice))
                .body(NoticeView.of(notice));
    }

    /** A notice of the caller's area, or one that was published to a household within the caller's scope. */
    @GetMapping("/{id}")
    ResponseEntity<NoticeView> readNotice(@PathVariable String id, Scope scope) {
        Notice notice = notices.find(id, scope)
                .or(() -> notices.find(id, Scope.everything())
                        .filter(found -> found.wasPublished() && addressing.reaches(id, scope)))
                .orElseThrow(Refused::notFound);
        return answer(notice);
    }

    /** The notices of the caller's area and below, newest first. */
    @GetMapping
    Page<NoticeView> listNotices(
            @RequestParam(required = false) @Nullable NoticeState state,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9]{12}") String area,
            PageRequest page,
            Scope scope) {
        Scope within = scope;
        if (area != null) {
            var _ = areas.scopeOf(area, "?area", scope);
            within = Scope.area(area);
        }
        return notices.page(state, within, page).map(NoticeView::of);
    }

    @PatchMapping(path = "/{id}", consumes = "application/merge-patch+json")
    ResponseEntity<NoticeView> correctNotice(
            @PathVariable String id,
            IfMatch version,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @io.swagger.v3.oas.annotations.media.Content(
                                            schema = @Schema(implementation = Correction.class)))
                    @RequestBody
                    JsonNode patch,
            Scope scope) {
        return answer(notices.change(id, scope, version, notice -> {
            Content corrected = patches.apply(Correction.of(notice.content()), patch, Correction.class)
                    .content();
            rules.check(corrected);
            notice.correct(corrected);
        }));
    }

    /** Takes a draft away; what was published is recalled instead. */
    @DeleteMapping("/{id}")
    ResponseEntity<Void> removeNotice(@PathVariable String id, IfMatch version, Scope scope) {
        notices.change(id, scope, version, Notice::remove);
        return ResponseEntity.noContent().build();
    }

    /** Accepts the notice for the households that are there now; its progress tells how they are reached. */
    @PostMapping("/{id}/publications")
    ResponseEntity<NoticeView> publishNotice(@PathVariable String id, @Nullable IdempotencyKey key, Scope scope) {
        Notice notice = notices.act(id, scope, key, found -> found.publish(clock.instant()));
        signal.raise();
        return ResponseEntity.accepted()
                .location(URI.create(PATH + id + "/progress"))
                .header(HttpHeaders.RETRY_AFTER, "1")
                .eTag(etag(notice))
                .body(NoticeView.of(notice));
    }

    /** Takes a published notice back; what was not sent yet never will be. */
    @PostMapping("/{id}/recalls")
    ResponseEntity<NoticeView> recallNotice(
            @PathVariable String id, @Valid @RequestBody Recall body, @Nullable IdempotencyKey key, Scope scope) {
        Notice notice = notices.act(id, scope, key, found -> found.recall(body.reason(), clock.instant()));
        signal.raise();
        return ResponseEntity.created(URI.create(PATH + id)).eTag(etag(notice)).body(NoticeView.of(notice));
    }

    private static ResponseEntity<NoticeView> answer(Notice notice) {
        return ResponseEntity.ok().eTag(etag(notice)).body(NoticeView.of(notice));
    }

    private static String etag(Notice notice) {
        return Etags.of(notice.version(), "full");
    }

    /**
     * A notice to be written.
     *
     * @param area whose households it is for: a committee or anything above, within the caller's own
     * @param validFrom from when on it is sent; at once where it is not said
     */
    record Draft(
            @NotNull @Pattern(regexp = "[0-9]{12}") String area,
            @NotBlank @Size(max = 100) String title,
            @NotBlank @Size(max = 5000) String text,
            @NotBlank @Size(max = 40) String category,
            @NotEmpty Set<@NotNull Channel> channels,
            @Nullable Priority priority,
            @Nullable Colour colour,
            @Nullable Boolean exercise,
            @Nullable Instant validFrom,
            @NotNull Instant expiresAt) {

        Content content(Instant now) {
            return new Content(
                    title,
                    text,
                    category,
                    channels,
                    priority == null ? Priority.NORMAL : priority,
                    colour,
                    Boolean.TRUE.equals(exercise),
                    validFrom == null ? now : validFrom,
                    expiresAt);
        }
    }

    /** What may be put right of a draft. */
    record Correction(
            @NotBlank @Size(max = 100) String title,
            @NotBlank @Size(max = 5000) String text,
            @NotBlank @Size(max = 40) String category,
            @NotEmpty Set<@NotNull Channel> channels,
            @NotNull Priority priority,
            @Nullable Colour colour,
            boolean exercise,
            @NotNull Instant validFrom,
            @NotNull Instant expiresAt) {

        static Correction of(Content now) {
            return new Correction(
                    now.title(),
                    now.text(),
                    now.category(),
                    now.channels(),
                    now.priority(),
                    now.colour(),
                    now.exercise(),
                    now.validFrom(),
                    now.expiresAt());
        }

        Content content() {
            return new Content(title, text, category, channels, priority, colour, exercise, validFrom, expiresAt);
        }
    }

    /** Why a notice is taken back. */
    record Recall(@NotBlank @Size(max = 200) String reason) {}

    /**
     * A notice as it is shown.
     *
     * @param cause the activation of a plan that asked for it, null where a person wrote it
     * @param step the step of the activation that it answers
     * @param refusal why the step was refused, null where it was not
     */
    record NoticeView(
            String id,
            @Nullable String cause,
            @Nullable String step,
            String area,
            String title,
            String text,
            String category,
            Set<Channel> channels,
            Priority priority,
            @Nullable Colour colour,
            boolean exercise,
            NoticeState state,
            Instant validFrom,
            Instant expiresAt,
            @Nullable Instant publishedAt,
            @Nullable Instant endedAt,
            @Nullable String recallReason,
            @Nullable String refusal,
            Instant createdAt,
            Instant updatedAt) {

        static NoticeView of(Notice notice) {
            Content content = notice.content();
            return new NoticeView(
                    notice.id(),
                    notice.activation(),
                    notice.step(),
                    notice.area(),
                    content.title(),
                    content.text(),
                    content.category(),
                    content.channels(),
                    content.priority(),
                    content.colour(),
                    content.exercise(),
                    notice.status(),
                    content.validFrom(),
                    content.expiresAt(),
                    notice.wasPublished() ? notice.publishedAt() : null,
                    notice.endedAt(),
                    notice.recallReason(),
                    notice.refusal(),
                    notice.createdAt(),
                    notice.updatedAt());
        }
    }
}
