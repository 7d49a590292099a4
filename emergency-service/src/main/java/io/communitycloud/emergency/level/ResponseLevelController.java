package io.communitycloud.emergency.level;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.catalogue.Catalogue;
import io.communitycloud.emergency.catalogue.LegalBasis;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Response levels over HTTP. */
@RestController
@RequestMapping("/api/v1/response-levels")
class ResponseLevelController {

    private static final String PATH = "/api/v1/response-levels/";

    private final ResponseLevels levels;
    private final Moments moments;
    private final Catalogue catalogue;
    private final Creations creations;
    private final AreaTree areas;
    private final Clock clock;

    ResponseLevelController(
            ResponseLevels levels,
            Moments moments,
            Catalogue catalogue,
            Creations creations,
            AreaTree areas,
            Clock clock) {
        this.levels = levels;
        this.moments = moments;
        this.catalogue = catalogue;
        this.creations = creations;
        this.areas = areas;
        this.clock = clock;
    }

    /** Declares the first level of a region for a type of incidents. */
    @PostMapping
    ResponseEntity<LevelView> declareResponseLevel(
            @Valid @RequestBody FirstDeclaration body, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        List<String> path = areas.scopeOf(body.region(), "/region", scope);
        if (catalogue.type(body.incidentType()).isEmpty()) {
            throw InvalidRequest.field("/incidentType", "unknown-code");
        }
        Instant now = clock.instant();
        Instant since = body.since() == null ? now : body.since();
        if (since.isAfter(now)) {
            throw new Refused(LevelRefusal.IN_THE_FUTURE);
        }
        Declaration first = new Declaration(
                body.level(),
                since,
                body.authority(),
                body.document(),
                body.legalBasis(),
                null,
                "stated",
                caller.subject());
        // A region has one history per type, and one per type for exercises, so its id is no chance id.
        boolean exercise = Boolean.TRUE.equals(body.exercise());
        String id = exercise
                ? ResponseLevel.idOfExercise(body.region(), body.incidentType())
                : ResponseLevel.idOf(body.region(), body.incidentType());
        return created(creations.once(key, _ -> levels.find(id, scopeOf(id, scope)), _ -> {
            ResponseLevel begun = exercise
                    ? ResponseLevel.beginExercise(body.region(), path, body.incidentType(), first, now)
                    : ResponseLevel.begin(body.region(), path, body.incidentType(), List.of(first), now);
            levels.begin(begun);
            return begun;
        }));
    }

    /** Declares another level; who reacts to it hears of it at once. */
    @PostMapping("/{id}/changes")
    ResponseEntity<LevelView> changeResponseLevel(
            @PathVariable String id,
            @Valid @RequestBody NewDeclaration body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return created(levels.act(id, scopeOf(id, scope), key, found -> {
            Instant now = clock.instant();
            found.declare(
                    new Declaration(
                            body.level(),
                            body.since() == null ? now : body.since(),
                            body.authority(),
                            body.document(),
                            body.legalBasis(),
                            null,
                            "stated",
                            caller.subject()),
                    now);
        }));
    }

    @GetMapping("/{id}")
    ResponseEntity<LevelView> readResponseLevel(@PathVariable String id) {
        ResponseLevel found = levels.require(id, levels.everybody());
        return ResponseEntity.ok().eTag(Etags.of(found.version(), "full")).body(LevelView.of(found));
    }

    /** The levels that are only exercised within the caller's area; nobody else sees them. */
    @GetMapping("/exercises")
    Page<LevelView> listExercisedResponseLevels(PageRequest page, Scope scope) {
        return levels.page(Exercises.within(scope), page).map(LevelView::of);
    }

    @GetMapping("/exercises/{id}")
    ResponseEntity<LevelView> readExercisedResponseLevel(@PathVariable String id, Scope scope) {
        ResponseLevel found = levels.require(id, Exercises.within(scope));
        return ResponseEntity.ok().eTag(Etags.of(found.version(), "full")).body(LevelView.of(found));
    }

    /** The levels of all regions. */
    @GetMapping
    Page<LevelView> listResponseLevels(PageRequest page) {
        return levels.page(levels.everybody(), page).map(LevelView::of);
    }

    /** Which level was in force in an area, by whose authority: on a day, at its end; now where no day is given. */
    @GetMapping("/in-force")
    InForceView readResponseLevelInForce(
            @RequestParam @Pattern(regexp = "[0-9]{12}") String area,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[A-D][0-9]{2}") String incidentType,
            @RequestParam(required = false) @Nullable LocalDate on) {
        var _ = areas.scopeOf(area, "?area");
        String type = incidentType == null ? ShippedLevels.TYPE : incidentType;
        Instant moment = moments.of(on);
        return levels.inForce(area, type, moment)
                .map(found -> InForceView.of(area, moment, found))
                .orElseGet(() -> InForceView.none(area, type, moment));
    }

    private static Scope scopeOf(String id, Scope scope) {
        return ResponseLevel.isExercise(id) ? Exercises.within(scope) : scope;
    }

    private static ResponseEntity<LevelView> created(ResponseLevel level) {
        return ResponseEntity.created(URI.create(PATH + (level.exercise() ? "exercises/" : "") + level.id()))
                .eTag(Etags.of(level.version(), "full"))
                .body(LevelView.of(level));
    }

    /**
     * The first level of a region.
     *
     * @param exercise whether it is only exercised: then it is in force nowhere and shown to nobody outside
     */
    record FirstDeclaration(
            @NotNull @Pattern(regexp = "[0-9]{12}") String region,
            @NotNull @Pattern(regexp = "[A-D][0-9]{2}") String incidentType,
            @NotNull Level level,
            @Nullable Instant since,
            @Nullable @Size(max = 200) String authority,
            @Nullable @Size(max = 200) String document,
            @Nullable @Valid LegalBasis legalBasis,
            @Nullable Boolean exercise) {}

    /** Another level. */
    record NewDeclaration(
            @NotNull Level level,
            @Nullable Instant since,
            @Nullable @Size(max = 200) String authority,
            @Nullable @Size(max = 200) String document,
            @Nullable @Valid LegalBasis legalBasis) {}

    /** A region's level as it is shown. */
    record LevelView(
            String id,
            String region,
            String incidentType,
            boolean exercise,
            Level level,
            Instant since,
            List<DeclarationView> history) {

        static LevelView of(ResponseLevel level) {
            Declaration last = level.history().getLast();
            return new LevelView(
                    level.id(),
                    level.area(),
                    level.incidentType(),
                    level.exercise(),
                    last.level(),
                    last.since(),
                    level.history().stream()
                            .map(each -> DeclarationView.of(each, level.until(each)))
                            .toList());
        }
    }

    /**
     * That a level was declared.
     *
     * @param authority {@code unknown} where nobody said
     */
    record DeclarationView(
            Level level,
            Instant since,
            @Nullable Instant until,
            String authority,
            String document,
            @Nullable LegalBasis legalBasis,
            @Nullable String note,
            String basis) {

        static DeclarationView of(Declaration declaration, @Nullable Instant until) {
            return new DeclarationView(
                    declaration.level(),
                    declaration.since(),
                    until,
                    ResponseLevel.known(declaration.authority()),
                    ResponseLevel.known(declaration.document()),
                    declaration.legalBasis(),
                    declaration.note(),
                    declaration.basis());
        }
    }

    /**
     * What was in force in an area.
     *
     * @param region whose declaration it is; null where none was in force
     */
    record InForceView(
            String area,
            String incidentType,
            Instant at,
            Level level,
            @Nullable String region,
            @Nullable DeclarationView declaration) {

        static InForceView of(String area, Instant at, ResponseLevels.InForce found) {
            return new InForceView(
                    area,
                    found.incidentType(),
                    at,
                    found.declaration().level(),
                    found.region(),
                    DeclarationView.of(found.declaration(), found.until()));
        }

        static InForceView none(String area, String incidentType, Instant at) {
            return new InForceView(area, incidentType, at, Level.NONE, null, null);
        }
    }
}
