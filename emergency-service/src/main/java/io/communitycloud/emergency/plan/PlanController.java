package io.communitycloud.emergency.plan;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.MergePatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.catalogue.Catalogue;
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
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Plans and their versions over HTTP. */
@RestController
@RequestMapping("/api/v1/plans")
class PlanController {

    private static final String PATH = "/api/v1/plans/";
    private static final ZoneOffset CITY_TIME = ZoneOffset.ofHours(8);

    private final Plans plans;
    private final Readings readings;
    private final Catalogue catalogue;
    private final Creations creations;
    private final AreaTree areas;
    private final MergePatch patches;
    private final Clock clock;

    PlanController(
            Plans plans,
            Readings readings,
            Catalogue catalogue,
            Creations creations,
            AreaTree areas,
            MergePatch patches,
            Clock clock) {
        this.plans = plans;
        this.readings = readings;
        this.catalogue = catalogue;
        this.creations = creations;
        this.areas = areas;
        this.patches = patches;
        this.clock = clock;
    }

    /** Begins a plan with the draft of its first version. */
    @PostMapping
    ResponseEntity<PlanView> beginPlan(
            @Valid @RequestBody NewPlan body, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        List<String> path = areas.scopeOf(body.area(), "/area", scope);
        if (!catalogue.planKinds().contains(body.kind())) {
            throw InvalidRequest.field("/kind", "unknown-code");
        }
        if (!body.incidentTypes().stream().allMatch(type -> catalogue.type(type).isPresent())) {
            throw InvalidRequest.field("/incidentTypes", "unknown-code");
        }
        Content content = body.content().content();
        check(content, "/content");
        Plan plan = creations.once(key, id -> plans.find(id, Scope.everything()), id -> {
            Instant now = clock.instant();
            Plan begun = Plan.begin(id, body.area(), path, body.kind(), body.incidentTypes(), false, now);
            plans.begin(begun, PlanVersion.write(begun, 1, content, caller.subject(), now));
            return begun;
        });
        return ResponseEntity.created(URI.create(PATH + plan.id()))
                .eTag(Etags.of(plan.version(), "full"))
                .body(view(plan));
    }

    @GetMapping("/{id}")
    ResponseEntity<PlanView> readPlan(@PathVariable String id, Scope scope) {
        Plan plan = plans.requireReadable(id, scope);
        return ResponseEntity.ok(view(plan));
    }

    /** The plans of the caller's area and below, newest first; with {@code area}, those of that area or of one above. */
    @GetMapping
    Page<PlanView> listPlans(
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9]{12}") String area,
            PageRequest page,
            Scope scope) {
        if (area == null) {
            return plans.page(scope, page).map(this::view);
        }
        if (areas.path(scope.key()).contains(area)) {
            return plans.of(area, page).map(this::view);
        }
        var _ = areas.scopeOf(area, "?area", scope);
        return plans.page(Scope.area(area), page).map(this::view);
    }

    /** Writes the draft of a further version. */
    @PostMapping("/{id}/versions")
    ResponseEntity<VersionView> writePlanVersion(
            @PathVariable String id,
            @Valid @RequestBody NewContent body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        Plan plan = plans.require(id, scope);
        Content content = body.content();
        check(content, "");
        PlanVersion version = creations.once(key, made -> madeBefore(plan, caller, content), made -> {
            PlanVersion latest = plans.latest(plan).orElseThrow();
            if (!latest.wasApproved()) {
                throw new Refused(PlanRefusal.Plain.DRAFT_OPEN);
            }
            PlanVersion written =
                    PlanVersion.write(plan, latest.number() + 1, content, caller.subject(), clock.instant());
            plans.add(written);
            return written;
        });
        return created(version);
    }

    /** A version has its plan's id and a number: what a key made before is the latest, if it says the same. */
    private Optional<PlanVersion> madeBefore(Plan plan, Caller caller, Content content) {
        return plans.latest(plan)
                .filter(latest -> latest.author().equals(caller.subject())
                        && latest.content().equals(content));
    }

    /** The versions of a plan, the newest first. */
    @GetMapping("/{id}/versions")
    Page<VersionView> listPlanVersions(@PathVariable String id, PageRequest page, Scope scope) {
        return plans.versions(plans.requireReadable(id, scope), page).map(VersionView::of);
    }

    @GetMapping("/{id}/versions/{number}")
    ResponseEntity<VersionView> readPlanVersion(@PathVariable String id, @PathVariable int number, Scope scope) {
        return answer(plans.requireVersion(plans.requireReadable(id, scope), number));
    }

    /** Writes a draft anew. */
    @PatchMapping(path = "/{id}/versions/{number}", consumes = "application/merge-patch+json")
    ResponseEntity<VersionView> rewritePlanVersion(
            @PathVariable String id,
            @PathVariable int number,
            IfMatch version,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @io.swagger.v3.oas.annotations.media.Content(
                                            schema = @Schema(implementation = NewContent.class)))
                    @RequestBody
                    JsonNode patch,
            Caller caller,
            Scope scope) {
        return answer(plans.change(plans.require(id, scope), number, version, found -> {
            Content content = patches.apply(NewContent.of(found.content()), patch, NewContent.class)
                    .content();
            check(content, "");
            found.rewrite(content, caller.subject());
        }));
    }

    /** Hands a draft in for approval. */
    @PostMapping("/{id}/versions/{number}/submissions")
    ResponseEntity<VersionView> submitPlanVersion(
            @PathVariable String id,
            @PathVariable int number,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return created(plans.act(plans.require(id, scope), number, key, found -> found.submit(caller.subject())));
    }

    /** Agrees as the first of two persons. */
    @PostMapping("/{id}/versions/{number}/reviews")
    ResponseEntity<VersionView> reviewPlanVersion(
            @PathVariable String id,
            @PathVariable int number,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return created(plans.act(plans.require(id, scope), number, key, found -> found.review(caller.subject())));
    }

    /** Agrees as the second person: the version is in force. */
    @PostMapping("/{id}/versions/{number}/approvals")
    ResponseEntity<VersionView> approvePlanVersion(
            @PathVariable String id,
            @PathVariable int number,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        Plan plan = plans.require(id, scope);
        @Nullable PlanVersion before = plans.approvedBefore(plan, number).orElse(null);
        return created(plans.act(plan, number, key, found -> found.approve(before, caller.subject(), clock.instant())));
    }

    /** Gives a version back to its author. */
    @PostMapping("/{id}/versions/{number}/returns")
    ResponseEntity<VersionView> returnPlanVersion(
            @PathVariable String id,
            @PathVariable int number,
            @Valid @RequestBody PlanReturn body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return created(plans.act(
                plans.require(id, scope), number, key, found -> found.giveBack(body.reason(), caller.subject())));
    }

    /** What changed from one version to another, and who must read it again. */
    @GetMapping("/{id}/versions/{number}/differences")
    DifferenceView comparePlanVersions(
            @PathVariable String id,
            @PathVariable int number,
            @RequestParam(required = false) @Nullable Integer from,
            Scope scope) {
        Plan plan = plans.requireReadable(id, scope);
        PlanVersion version = plans.requireVersion(plan, number);
        @Nullable
        PlanVersion before =
                from == null ? plans.approvedBefore(plan, number).orElse(null) : plans.requireVersion(plan, from);
        return DifferenceView.of(before, version, version.differenceFrom(before));
    }

    /** Says that the caller has read it. */
    @PostMapping("/{id}/versions/{number}/readings")
    ResponseEntity<VersionView> readThroughPlanVersion(
            @PathVariable String id, @PathVariable int number, Caller caller, Scope scope) {
        PlanVersion version = plans.requireVersion(plans.requireReadable(id, scope), number);
        readings.read(version, caller.subject(), clock.instant());
        return created(version);
    }

    /** Who must read it, and who has. */
    @GetMapping("/{id}/versions/{number}/readings")
    Page<ReaderView> listPlanReaders(@PathVariable String id, @PathVariable int number, Scope scope) {
        Plan plan = plans.requireReadable(id, scope);
        PlanVersion version = plans.requireVersion(plan, number);
        Map<String, Instant> read = readings.of(version, Scope.area(plan.area()));
        Set<String> must = version.wasApproved()
                ? version.readAgain()
                : version.differenceFrom(plans.approvedBefore(plan, number).orElse(null))
                        .readAgain();
        return new Page<>(
                version.content().duties().stream()
                        .map(duty -> ReaderView.of(duty, must.contains(duty.role()), read))
                        .toList(),
                null);
    }

    private void check(Content content, String pointer) {
        for (String part : content.parts().keySet()) {
            if (!catalogue.planParts().contains(part)) {
                throw new InvalidRequest(List.of(FieldError.of(pointer + "/parts/" + part, "unknown-code")));
            }
        }
        for (Duty duty : content.duties()) {
            if (!catalogue.planParts().containsAll(duty.parts())) {
                throw InvalidRequest.field(pointer + "/duties", "unknown-code");
            }
        }
    }

    private PlanView view(Plan plan) {
        return plans.inForce(plan)
                .map(version -> PlanView.of(plan, version, due(version)))
                .orElseGet(() -> PlanView.of(plan, null, null));
    }

    private @Nullable Instant due(PlanVersion version) {
        Instant approved = version.approvedAt();
        return approved == null
                ? null
                : approved.atOffset(CITY_TIME)
                        .plusMonths(catalogue.planReviewMonths())
                        .toInstant();
    }

    private static ResponseEntity<VersionView> created(PlanVersion version) {
        return ResponseEntity.created(URI.create(PATH + version.plan() + "/versions/" + version.number()))
                .eTag(Etags.of(version.version(), "full"))
                .body(VersionView.of(version));
    }

    private static ResponseEntity<VersionView> answer(PlanVersion version) {
        return ResponseEntity.ok().eTag(Etags.of(version.version(), "full")).body(VersionView.of(version));
    }

    /** A plan to be begun. */
    record NewPlan(
            @NotNull @Pattern(regexp = "[0-9]{12}") String area,
            @NotBlank @Size(max = 40) String kind,
            @NotEmpty @Size(max = 30) Set<@NotBlank String> incidentTypes,
            @NotNull @Valid NewContent content) {}

    /** What a version says. */
    record NewContent(
            @NotBlank @Size(max = 100) String title,
            @NotNull @Size(max = 20) Map<String, @NotBlank @Size(max = 20_000) String> parts,
            @NotNull @Size(max = 50) List<@NotNull @Valid Duty> duties,
            @NotNull @Valid PlanSteps steps) {

        static NewContent of(Content now) {
            return new NewContent(now.title(), now.parts(), now.duties(), now.steps());
        }

        Content content() {
            return new Content(title, parts, duties, steps);
        }
    }

    /** Why a version is given back. */
    record PlanReturn(@NotBlank @Size(max = 500) String reason) {}

    /**
     * A plan as it is shown.
     *
     * @param planVersion the version in force, null where none was approved yet
     * @param reviewDue when it is to be looked through again
     */
    record PlanView(
            String id,
            String area,
            String kind,
            Set<String> incidentTypes,
            boolean sample,
            @Nullable String title,
            @Nullable Integer planVersion,
            @Nullable Instant reviewDue,
            Instant createdAt) {

        static PlanView of(Plan plan, @Nullable PlanVersion inForce, @Nullable Instant reviewDue) {
            return new PlanView(
                    plan.id(),
                    plan.area(),
                    plan.kind(),
                    plan.incidentTypes(),
                    plan.isSample(),
                    inForce == null ? null : inForce.content().title(),
                    inForce == null ? null : inForce.number(),
                    reviewDue,
                    plan.createdAt());
        }
    }

    /** A version as it is shown. */
    record VersionView(
            String planId,
            int number,
            String area,
            PlanVersion.Status state,
            String title,
            Map<String, String> parts,
            List<Duty> duties,
            PlanSteps steps,
            String author,
            @Nullable String reviewer,
            @Nullable String approver,
            @Nullable Instant approvedAt,
            @Nullable String returnedBecause,
            Set<String> readAgain,
            Instant updatedAt) {

        static VersionView of(PlanVersion version) {
            Content content = version.content();
            return new VersionView(
                    version.plan(),
                    version.number(),
                    version.area(),
                    version.status(),
                    content.title(),
                    new TreeMap<>(content.parts()),
                    content.duties(),
                    content.steps(),
                    version.author(),
                    version.reviewer(),
                    version.approver(),
                    version.approvedAt(),
                    version.returnedBecause(),
                    version.readAgain(),
                    version.updatedAt());
        }
    }

    /** What changed. */
    record DifferenceView(
            @Nullable Integer from,
            int to,
            boolean title,
            List<ChangeView> parts,
            List<ChangeView> steps,
            Set<String> duties,
            Set<String> readAgain) {

        static DifferenceView of(@Nullable PlanVersion before, PlanVersion after, Difference difference) {
            return new DifferenceView(
                    before == null ? null : before.number(),
                    after.number(),
                    difference.title(),
                    difference.parts().stream().map(ChangeView::of).toList(),
                    difference.steps().stream().map(ChangeView::of).toList(),
                    difference.duties(),
                    difference.readAgain());
        }
    }

    /** One thing that changed. */
    record ChangeView(
            String id, @Nullable String before, @Nullable String after) {

        static ChangeView of(Difference.Changed changed) {
            return new ChangeView(changed.id(), changed.before(), changed.after());
        }
    }

    /** A role, its holder, and whether she has to read the version and has. */
    record ReaderView(
            String role,
            @Nullable String holder,
            boolean mustRead,
            @Nullable Instant readAt) {

        static ReaderView of(Duty duty, boolean must, Map<String, Instant> read) {
            String holder = duty.holder();
            return new ReaderView(duty.role(), holder, must, holder == null ? null : read.get(holder));
        }
    }
}
