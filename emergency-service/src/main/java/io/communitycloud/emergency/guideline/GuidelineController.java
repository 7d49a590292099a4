package io.communitycloud.emergency.guideline;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.emergency.catalogue.Catalogue;
import io.communitycloud.emergency.catalogue.LegalBasis;
import io.communitycloud.emergency.level.Declaration;
import io.communitycloud.emergency.level.Exercises;
import io.communitycloud.emergency.level.Level;
import io.communitycloud.emergency.level.Moments;
import io.communitycloud.emergency.level.ResponseLevels;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Guidelines, check-lists and what areas add, over HTTP. */
@RestController
@RequestMapping("/api/v1/guidelines")
class GuidelineController {

    private static final String PATH = "/api/v1/guidelines/";
    private static final String AREA = "[0-9]{12}";
    private static final String TYPE = "[A-D][0-9]{2}";
    private static final Set<String> MAY_AUTHORISE = Set.of("district-operator", "city-operator");

    private final Guidelines guidelines;
    private final LocalMeasures measures;
    private final Strictness strictness;
    private final CompoundTypes types;
    private final Catalogue catalogue;
    private final Moments moments;
    private final Creations creations;
    private final AreaTree areas;
    private final Clock clock;

    GuidelineController(
            Guidelines guidelines,
            LocalMeasures measures,
            Strictness strictness,
            CompoundTypes types,
            Catalogue catalogue,
            Moments moments,
            Creations creations,
            AreaTree areas,
            Clock clock) {
        this.guidelines = guidelines;
        this.measures = measures;
        this.strictness = strictness;
        this.types = types;
        this.catalogue = catalogue;
        this.moments = moments;
        this.creations = creations;
        this.areas = areas;
        this.clock = clock;
    }

    /** Which rules were in force in a type of compound of an area: on a day, at its end; now where no day is given. */
    @GetMapping
    RuleView readGuidelineInForce(
            @RequestParam @Pattern(regexp = AREA) String area,
            @RequestParam @Size(max = 40) String areaType,
            @RequestParam(required = false) @Nullable LocalDate on,
            @RequestParam(required = false) @Nullable @Pattern(regexp = TYPE) String incidentType) {
        var _ = areas.scopeOf(area, "?area");
        String type = types.parameter("areaType", areaType);
        String kind = incidentType == null ? ShippedGuidelines.TYPE : incidentType;
        Instant moment = moments.of(on);
        return guidelines
                .inForce(area, kind, moment)
                .map(found -> RuleView.of(area, type, kind, moment, found))
                .orElseGet(() -> RuleView.none(area, type, kind, moment));
    }

    /** What a committee looks at today in a type of compound, and how often. */
    @GetMapping("/check-lists")
    CheckListView readCheckList(
            @RequestParam @Pattern(regexp = AREA) String area,
            @RequestParam @Size(max = 40) String areaType,
            @RequestParam(required = false) @Nullable LocalDate on,
            @RequestParam(required = false) @Nullable @Pattern(regexp = TYPE) String incidentType,
            Scope scope) {
        var _ = areas.scopeOf(area, "?area", scope);
        String type = types.parameter("areaType", areaType);
        String kind = incidentType == null ? ShippedGuidelines.TYPE : incidentType;
        Instant moment = moments.of(on);
        return CheckListView.of(area, type, moment, guidelines.inForce(area, kind, moment));
    }

    /** The editions of all guidelines, the newest first. */
    @GetMapping("/editions")
    Page<EditionView> listGuidelines(PageRequest page) {
        return guidelines.page(guidelines.everybody(), page).map(EditionView::of);
    }

    @GetMapping("/editions/{id}")
    ResponseEntity<EditionView> readGuideline(@PathVariable String id) {
        return answer(guidelines.require(id, guidelines.everybody()));
    }

    /** The editions that are only exercised within the caller's area, the newest first; nobody else sees them. */
    @GetMapping("/editions/exercises")
    Page<EditionView> listExercisedGuidelines(PageRequest page, Scope scope) {
        return guidelines.page(Exercises.within(scope), page).map(EditionView::of);
    }

    @GetMapping("/editions/exercises/{id}")
    ResponseEntity<EditionView> readExercisedGuideline(@PathVariable String id, Scope scope) {
        return answer(guidelines.require(id, Exercises.within(scope)));
    }

    /** Issues an edition for a level; it takes the place of the one before from its first moment on. */
    @PostMapping("/editions")
    ResponseEntity<EditionView> issueGuideline(
            @Valid @RequestBody NewEdition body, @Nullable IdempotencyKey key, Scope scope) {
        List<String> path = areas.scopeOf(body.region(), "/region", scope);
        if (catalogue.type(body.incidentType()).isEmpty()) {
            throw InvalidRequest.field("/incidentType", "unknown-code");
        }
        if (!body.measures().stream().allMatch(measure -> types.knows(measure.areaType()))) {
            throw InvalidRequest.field("/measures", "unknown-code");
        }
        boolean exercise = Boolean.TRUE.equals(body.exercise());
        Guideline issued = creations.once(key, id -> guidelines.find(id, Scope.everything()), id -> {
            Instant now = clock.instant();
            Guideline guideline = new Guideline(
                            id,
                            body.region(),
                            exercise
                                    ? path.stream()
                                            .map(GuidelineController::exerciseKey)
                                            .toList()
                                    : path,
                            now,
                            body.incidentType(),
                            body.level(),
                            body.edition(),
                            body.validFrom() == null ? now : body.validFrom(),
                            body.measures(),
                            body.authority(),
                            body.document(),
                            body.legalBasis())
                    .issued(exercise);
            guidelines.save(guideline);
            return guideline;
        });
        return ResponseEntity.created(URI.create(PATH + "editions/" + (exercise ? "exercises/" : "") + issued.id()))
                .eTag(Etags.of(issued.version(), "full"))
                .body(EditionView.of(issued));
    }

    /** Adds a measure of an area's own; refused where it is stricter than the rule, unless it is authorised. */
    @PostMapping("/local-measures")
    ResponseEntity<LocalMeasureView> issueLocalMeasure(
            @Valid @RequestBody NewLocalMeasure body, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        List<String> path = areas.scopeOf(body.area(), "/area", scope);
        String type = types.member("/compoundType", body.compoundType());
        LocalMeasure issued = creations.once(key, id -> measures.find(id, Scope.everything()), id -> {
            Instant now = clock.instant();
            Optional<Strictness.Rule> rule = guidelines
                    .inForce(body.area(), ShippedGuidelines.TYPE, now)
                    .flatMap(found -> strictness.of(found.level().declaration().level(), type, body.topic()));
            LocalMeasure measure = LocalMeasure.issue(
                    id,
                    body.area(),
                    path,
                    type,
                    body.topic(),
                    body.stance(),
                    body.text(),
                    rule,
                    body.legalBasis(),
                    body.authorisation(),
                    caller.hasAny(MAY_AUTHORISE),
                    caller.subject(),
                    Boolean.TRUE.equals(body.exercise()),
                    now);
            measures.save(measure);
            return measure;
        });
        return created(issued);
    }

    /** What areas added, the newest first. */
    @GetMapping("/local-measures")
    Page<LocalMeasureView> listLocalMeasures(PageRequest page, Scope scope) {
        return measures.page(scope, page).map(LocalMeasureView::of);
    }

    @GetMapping("/local-measures/{id}")
    ResponseEntity<LocalMeasureView> readLocalMeasure(@PathVariable String id, Scope scope) {
        LocalMeasure found = measures.require(id, scope);
        return ResponseEntity.ok().eTag(Etags.of(found.version(), "full")).body(LocalMeasureView.of(found));
    }

    /** Lifts a measure of an area's own. */
    @PostMapping("/local-measures/{id}/liftings")
    ResponseEntity<LocalMeasureView> liftLocalMeasure(
            @PathVariable String id, @Nullable IdempotencyKey key, Scope scope) {
        return created(measures.act(id, scope, key, found -> found.lift(clock.instant())));
    }

    private static ResponseEntity<LocalMeasureView> created(LocalMeasure measure) {
        return ResponseEntity.created(URI.create(PATH + "local-measures/" + measure.id()))
                .eTag(Etags.of(measure.version(), "full"))
                .body(LocalMeasureView.of(measure));
    }

    private static ResponseEntity<EditionView> answer(Guideline guideline) {
        return ResponseEntity.ok().eTag(Etags.of(guideline.version(), "full")).body(EditionView.of(guideline));
    }

    private static String exerciseKey(String code) {
        return Exercises.within(Scope.area(code)).key();
    }

    private static String known(@Nullable String value) {
        return value == null ? LegalBasis.UNKNOWN : value;
    }

    /**
     * An edition to be issued.
     *
     * @param exercise whether it is only exercised: then it is in force nowhere and shown to nobody outside
     */
    record NewEdition(
            @NotNull @Pattern(regexp = AREA) String region,
            @NotNull @Pattern(regexp = TYPE) String incidentType,
            @NotNull Level level,
            @NotBlank @Size(max = 40) String edition,
            @Nullable Instant validFrom,
            @NotEmpty @Size(max = 200) List<@NotNull @Valid Measure> measures,
            @Nullable @Size(max = 200) String authority,
            @Nullable @Size(max = 200) String document,
            @Nullable @Valid LegalBasis legalBasis,
            @Nullable Boolean exercise) {}

    /** A measure of an area's own. */
    record NewLocalMeasure(
            @NotNull @Pattern(regexp = AREA) String area,
            @NotBlank @Size(max = 40) String compoundType,
            @NotNull Topic topic,
            @NotNull Stance stance,
            @NotBlank @Size(max = 500) String text,
            @Nullable @Valid LegalBasis legalBasis,
            @Nullable @Valid Authorisation authorisation,
            @Nullable Boolean exercise) {}

    /** The level in force, by whose authority. */
    record RuleLevelView(
            Level level,
            String region,
            Instant since,
            @Nullable Instant until,
            String authority,
            String document,
            String basis,
            @Nullable String note) {

        static RuleLevelView of(ResponseLevels.InForce found) {
            Declaration declaration = found.declaration();
            return new RuleLevelView(
                    declaration.level(),
                    found.region(),
                    declaration.since(),
                    found.until(),
                    known(declaration.authority()),
                    known(declaration.document()),
                    declaration.basis(),
                    declaration.note());
        }
    }

    /** A measure with what it rests on, or that nobody said. */
    record GuidelineMeasureView(
            String id,
            String areaType,
            String topic,
            String text,
            String check,
            int timesPerDay,
            String basis,
            String legalBasis,
            @Nullable LegalBasis law) {

        static GuidelineMeasureView of(Measure measure, @Nullable LegalBasis ofTheEdition) {
            LegalBasis law = measure.legalBasis() == null ? ofTheEdition : measure.legalBasis();
            return new GuidelineMeasureView(
                    measure.id(),
                    measure.areaType(),
                    measure.topic(),
                    measure.text(),
                    measure.check(),
                    measure.timesPerDay(),
                    measure.basis(),
                    law == null ? LegalBasis.UNKNOWN : law.law(),
                    law);
        }
    }

    /** Which rules were in force; without level or edition where there was none. */
    record RuleView(
            String area,
            String areaType,
            String incidentType,
            Instant at,
            @Nullable RuleLevelView level,
            @Nullable String guidelineId,
            @Nullable String edition,
            @Nullable Instant validFrom,
            String authority,
            String document,
            List<GuidelineMeasureView> measures) {

        static RuleView of(String area, String areaType, String incidentType, Instant at, Guidelines.Applicable found) {
            Guideline guideline = found.guideline();
            RuleLevelView level = RuleLevelView.of(found.level());
            if (guideline == null) {
                return new RuleView(
                        area,
                        areaType,
                        incidentType,
                        at,
                        level,
                        null,
                        null,
                        null,
                        LegalBasis.UNKNOWN,
                        LegalBasis.UNKNOWN,
                        List.of());
            }
            return new RuleView(
                    area,
                    areaType,
                    incidentType,
                    at,
                    level,
                    guideline.id(),
                    guideline.edition(),
                    guideline.validFrom(),
                    known(guideline.authority()),
                    known(guideline.document()),
                    guideline.measuresFor(areaType).stream()
                            .map(measure -> GuidelineMeasureView.of(measure, guideline.legalBasis()))
                            .toList());
        }

        static RuleView none(String area, String areaType, String incidentType, Instant at) {
            return new RuleView(
                    area,
                    areaType,
                    incidentType,
                    at,
                    null,
                    null,
                    null,
                    null,
                    LegalBasis.UNKNOWN,
                    LegalBasis.UNKNOWN,
                    List.of());
        }
    }

    /** What a committee looks at. */
    record CheckListView(
            String area,
            String areaType,
            Instant at,
            @Nullable Level level,
            @Nullable String edition,
            List<CheckView> checks) {

        static CheckListView of(String area, String areaType, Instant at, Optional<Guidelines.Applicable> found) {
            Guideline guideline = found.map(Guidelines.Applicable::guideline).orElse(null);
            return new CheckListView(
                    area,
                    areaType,
                    at,
                    found.map(each -> each.level().declaration().level()).orElse(null),
                    guideline == null ? null : guideline.edition(),
                    guideline == null
                            ? List.of()
                            : guideline.measuresFor(areaType).stream()
                                    .filter(measure -> measure.timesPerDay() > 0)
                                    .map(CheckView::of)
                                    .toList());
        }
    }

    /** One thing to look at. */
    record CheckView(String measureId, String topic, String check, String text, int timesPerDay) {

        static CheckView of(Measure measure) {
            return new CheckView(measure.id(), measure.topic(), measure.check(), measure.text(), measure.timesPerDay());
        }
    }

    /** An edition as it is shown. */
    record EditionView(
            String id,
            String region,
            String incidentType,
            Level level,
            String edition,
            Instant validFrom,
            String authority,
            String document,
            boolean exercise,
            List<GuidelineMeasureView> measures) {

        static EditionView of(Guideline guideline) {
            return new EditionView(
                    guideline.id(),
                    guideline.area(),
                    guideline.incidentType(),
                    guideline.level(),
                    guideline.edition(),
                    guideline.validFrom(),
                    known(guideline.authority()),
                    known(guideline.document()),
                    guideline.exercise(),
                    guideline.measures().stream()
                            .map(measure -> GuidelineMeasureView.of(measure, guideline.legalBasis()))
                            .toList());
        }
    }

    /** A measure of an area's own as it is shown. */
    record LocalMeasureView(
            String id,
            String area,
            String compoundType,
            Topic topic,
            Stance stance,
            String text,
            Stance rule,
            String ruleMeasure,
            boolean stricter,
            @Nullable Authorisation authorisation,
            String legalBasis,
            @Nullable LegalBasis law,
            String by,
            boolean exercise,
            Instant issuedAt,
            @Nullable Instant liftedAt) {

        static LocalMeasureView of(LocalMeasure measure) {
            LegalBasis law = measure.legalBasis();
            return new LocalMeasureView(
                    measure.id(),
                    measure.area(),
                    measure.compoundType(),
                    measure.topic(),
                    measure.stance(),
                    measure.text(),
                    measure.rule(),
                    measure.ruleMeasure(),
                    measure.isStricter(),
                    measure.authorisation(),
                    law == null ? LegalBasis.UNKNOWN : law.law(),
                    law,
                    measure.by(),
                    measure.exercise(),
                    measure.createdAt(),
                    measure.liftedAt());
        }
    }
}
