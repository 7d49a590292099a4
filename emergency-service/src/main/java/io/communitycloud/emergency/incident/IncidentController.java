package io.communitycloud.emergency.incident;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.AreaLevels.Level;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.MergePatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.catalogue.Catalogue;
import io.communitycloud.emergency.catalogue.Grade;
import io.communitycloud.emergency.catalogue.Harm;
import io.communitycloud.emergency.catalogue.IncidentType;
import io.communitycloud.emergency.catalogue.LegalBasis;
import io.communitycloud.emergency.incident.IncidentEvent.ReporterSays;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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

/** Incidents over HTTP. */
@RestController
@RequestMapping("/api/v1/incidents")
class IncidentController {

    private static final String PATH = "/api/v1/incidents/";

    private final Incidents incidents;
    private final Catalogue catalogue;
    private final Levels levels;
    private final List<KeepsOpen> open;
    private final Creations creations;
    private final AreaTree areas;
    private final MergePatch patches;
    private final Clock clock;

    IncidentController(
            Incidents incidents,
            Catalogue catalogue,
            Levels levels,
            List<KeepsOpen> open,
            Creations creations,
            AreaTree areas,
            MergePatch patches,
            Clock clock) {
        this.incidents = incidents;
        this.catalogue = catalogue;
        this.levels = levels;
        this.open = List.copyOf(open);
        this.creations = creations;
        this.areas = areas;
        this.patches = patches;
        this.clock = clock;
    }

    /** Reports an incident; its clocks count from the moment it was known. */
    @PostMapping
    ResponseEntity<IncidentView> reportIncident(
            @Valid @RequestBody NewIncident body, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        List<String> path = areas.scopeOf(body.area(), "/area", scope);
        IncidentType type =
                catalogue.type(body.type()).orElseThrow(() -> InvalidRequest.field("/type", "unknown-code"));
        Level level = levels.of(body.area(), "/area");
        Incident incident = creations.once(key, id -> incidents.find(id, Scope.everything()), id -> {
            Instant now = clock.instant();
            Incident reported = Incident.report(
                    id,
                    body.area(),
                    path,
                    type,
                    body.grade() == null ? Grade.ORDINARY : body.grade(),
                    Boolean.TRUE.equals(body.exercise()),
                    level,
                    body.report(now),
                    catalogue,
                    caller.subject(),
                    now);
            incidents.save(reported);
            return reported;
        });
        return created(incident);
    }

    @GetMapping("/{id}")
    ResponseEntity<IncidentView> readIncident(@PathVariable String id, Scope scope) {
        return answer(incidents.require(id, scope));
    }

    /** The incidents of the caller's area and below, newest first; narrowed by one of state, type and level at most. */
    @GetMapping
    Page<IncidentView> listIncidents(
            @RequestParam(required = false) @Nullable IncidentState state,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[A-D][0-9]{2}") String type,
            @RequestParam(required = false) @Nullable Level level,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9]{12}") String area,
            PageRequest page,
            Scope scope) {
        Scope within = scope;
        if (area != null) {
            var _ = areas.scopeOf(area, "?area", scope);
            within = Scope.area(area);
        }
        if (state != null) {
            if (type != null || level != null) {
                throw InvalidRequest.parameter(type == null ? "level" : "type", "one-filter-at-a-time");
            }
            return incidents.inState(state, within, page).map(IncidentView::of);
        }
        if (type != null) {
            if (level != null) {
                throw InvalidRequest.parameter("level", "one-filter-at-a-time");
            }
            return incidents.ofType(type, within, page).map(IncidentView::of);
        }
        return (level == null ? incidents.page(within, page) : incidents.atLevel(level.name(), within, page))
                .map(IncidentView::of);
    }

    /** Puts right what was reported; its clocks stay as they were set. */
    @PatchMapping(path = "/{id}", consumes = "application/merge-patch+json")
    ResponseEntity<IncidentView> correctIncident(
            @PathVariable String id,
            IfMatch version,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @io.swagger.v3.oas.annotations.media.Content(
                                            schema = @Schema(implementation = Correction.class)))
                    @RequestBody
                    JsonNode patch,
            Caller caller,
            Scope scope) {
        return answer(incidents.change(
                id,
                scope,
                version,
                found -> found.correct(
                        patches.apply(Correction.of(found.report()), patch, Correction.class)
                                .report(found.report().knownAt()),
                        caller.subject())));
    }

    /** Open reports that may be of the same thing: same type, within 500 metres and a day, the nearest first. */
    @GetMapping("/{id}/duplicates")
    Page<IncidentView> suggestDuplicates(@PathVariable String id, Scope scope) {
        Incident incident = incidents.require(id, scope);
        return new Page<>(
                incidents.like(incident, scope).stream().map(IncidentView::of).toList(), null);
    }

    /** Warns the level above. */
    @PostMapping("/{id}/warnings")
    ResponseEntity<IncidentView> warnOfIncident(
            @PathVariable String id, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        return created(incidents.act(id, scope, key, found -> found.warn(caller.subject(), clock.instant())));
    }

    /** Judges how grave it is, or that there is nothing. */
    @PostMapping("/{id}/assessments")
    ResponseEntity<IncidentView> assessIncident(
            @PathVariable String id,
            @Valid @RequestBody Assessment body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return created(incidents.act(id, scope, key, found -> {
            if (Boolean.TRUE.equals(body.falseAlarm())) {
                found.dismiss(catalogue, caller.subject(), clock.instant());
            } else if (body.grade() == null) {
                throw InvalidRequest.field("/grade", "missing");
            } else {
                found.assess(body.grade(), body.harm(), catalogue, caller.subject(), clock.instant());
            }
        }));
    }

    /** Makes a report that is owed by a deadline of the data. */
    @PostMapping("/{id}/reports")
    ResponseEntity<IncidentView> makeReport(
            @PathVariable String id,
            @Valid @RequestBody MadeReport body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return created(incidents.act(
                id, scope, key, found -> found.makeReport(body.deadline(), caller.subject(), clock.instant())));
    }

    /** Does something about it: responding, controlled or recovering. */
    @PostMapping("/{id}/handlings")
    ResponseEntity<IncidentView> handleIncident(
            @PathVariable String id,
            @Valid @RequestBody Handling body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return created(incidents.act(
                id,
                scope,
                key,
                found -> found.handle(
                        body.to().state(),
                        body.measure(),
                        body.legalBasis(),
                        levels.of(caller),
                        catalogue,
                        caller.subject(),
                        clock.instant())));
    }

    /** Hands it one level up, under the same case number. */
    @PostMapping("/{id}/escalations")
    ResponseEntity<IncidentView> escalateIncident(
            @PathVariable String id, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        return created(incidents.act(id, scope, key, found -> found.escalate(levels.of(caller), caller.subject())));
    }

    /** Lets it go on as part of another report of the same thing. */
    @PostMapping("/{id}/joins")
    ResponseEntity<IncidentView> joinIncident(
            @PathVariable String id,
            @Valid @RequestBody Join body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        Incident other =
                incidents.find(body.into(), scope).orElseThrow(() -> new Refused(IncidentRefusal.Plain.NOT_THE_SAME));
        return created(incidents.act(id, scope, key, found -> found.joinTo(other, caller.subject())));
    }

    /** Closes it with what is known at the end and what its reporter says of that. */
    @PostMapping("/{id}/closures")
    ResponseEntity<IncidentView> closeIncident(
            @PathVariable String id,
            @Valid @RequestBody Closure body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return created(incidents.act(id, scope, key, found -> {
            found.close(body.report(), levels.of(caller), catalogue, caller.subject());
            open.forEach(each -> each.against(found).ifPresent(refusal -> {
                throw new Refused(refusal);
            }));
        }));
    }

    /** Opens a closed one again; whoever handled it is always told. */
    @PostMapping("/{id}/reopenings")
    ResponseEntity<IncidentView> reopenIncident(
            @PathVariable String id, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        return created(incidents.act(id, scope, key, found -> found.reopen(caller.subject())));
    }

    private static ResponseEntity<IncidentView> created(Incident incident) {
        return ResponseEntity.created(URI.create(PATH + incident.id()))
                .eTag(etag(incident))
                .body(IncidentView.of(incident));
    }

    private static ResponseEntity<IncidentView> answer(Incident incident) {
        return ResponseEntity.ok().eTag(etag(incident)).body(IncidentView.of(incident));
    }

    private static String etag(Incident incident) {
        return Etags.of(incident.version(), "full");
    }

    /**
     * An incident as it is reported.
     *
     * @param grade a first guess; the ordinary one where nobody guesses
     * @param knownAt when it was known; now where nobody says
     */
    record NewIncident(
            @NotNull @Pattern(regexp = "[0-9]{12}") String area,
            @NotBlank @Size(max = 10) String type,
            @Nullable @Min(1) @Max(4) Integer grade,
            @Nullable Boolean exercise,
            @Nullable Instant knownAt,
            @NotBlank @Size(max = 200) String place,
            @Nullable @Min(-90) @Max(90) Double latitude,
            @Nullable @Min(-180) @Max(180) Double longitude,
            @NotBlank @Size(max = 2000) String what,
            @Nullable @PositiveOrZero Integer casualties,
            @Nullable @PositiveOrZero Integer peopleAffected,
            @Nullable @Size(max = 500) String helpNeeded) {

        Report report(Instant now) {
            return new Report(
                    knownAt == null ? now : knownAt,
                    place,
                    latitude,
                    longitude,
                    what,
                    casualties,
                    peopleAffected,
                    helpNeeded);
        }
    }

    /** What may be put right of a report. */
    record Correction(
            @NotBlank @Size(max = 200) String place,
            @Nullable @Min(-90) @Max(90) Double latitude,
            @Nullable @Min(-180) @Max(180) Double longitude,
            @NotBlank @Size(max = 2000) String what,
            @Nullable @PositiveOrZero Integer casualties,
            @Nullable @PositiveOrZero Integer peopleAffected,
            @Nullable @Size(max = 500) String helpNeeded) {

        static Correction of(Report now) {
            return new Correction(
                    now.place(),
                    now.latitude(),
                    now.longitude(),
                    now.what(),
                    now.casualties(),
                    now.peopleAffected(),
                    now.helpNeeded());
        }

        Report report(Instant knownAt) {
            return new Report(knownAt, place, latitude, longitude, what, casualties, peopleAffected, helpNeeded);
        }
    }

    /** How grave it is judged, or that there is nothing. */
    record Assessment(
            @Nullable @Min(1) @Max(4) Integer grade,
            @Nullable Boolean falseAlarm,
            @Nullable @PositiveOrZero Integer deaths,
            @Nullable @PositiveOrZero Integer seriousInjuries,
            @Nullable @PositiveOrZero Long lossYuan) {

        Harm harm() {
            return new Harm(
                    deaths == null ? 0 : deaths,
                    seriousInjuries == null ? 0 : seriousInjuries,
                    lossYuan == null ? 0 : lossYuan);
        }
    }

    /** Which of the reports that are owed was made. */
    record MadeReport(@NotBlank @Size(max = 40) String deadline) {}

    /** What was done, and where that takes the incident. */
    record Handling(
            @NotNull Step to,
            @NotBlank @Size(max = 500) String measure,
            @Nullable @Valid LegalBasis legalBasis) {

        enum Step {
            RESPONDING,
            CONTROLLED,
            RECOVERING;

            IncidentState state() {
                return IncidentState.valueOf(name());
            }
        }
    }

    /** The report it goes on as part of. */
    record Join(@NotBlank @Size(max = 40) String into) {}

    /** What is known at the end, and what the reporter says. */
    record Closure(
            @Nullable @PositiveOrZero Integer casualties,
            @Nullable @PositiveOrZero Integer peopleAffected,
            @Nullable @PositiveOrZero Long propertyDamageYuan,
            @Nullable @Size(max = 500) String causeGuess,
            @Nullable @Size(max = 2000) String actionsTaken,
            @NotNull ReporterSays reporterView,
            @Nullable @Size(max = 500) String answerToReporter) {

        ClosingReport report() {
            return new ClosingReport(
                    casualties,
                    peopleAffected,
                    propertyDamageYuan,
                    causeGuess,
                    actionsTaken,
                    reporterView,
                    answerToReporter);
        }
    }

    /** An incident as it is shown. */
    record IncidentView(
            String id,
            String caseNumber,
            String area,
            String type,
            int grade,
            boolean gradeJudged,
            boolean exercise,
            IncidentState state,
            Level handledBy,
            Instant knownAt,
            String place,
            @Nullable Double latitude,
            @Nullable Double longitude,
            String what,
            @Nullable Integer casualties,
            @Nullable Integer peopleAffected,
            @Nullable String helpNeeded,
            String reportedBy,
            List<ClockView> clocks,
            List<MeasureTakenView> measures,
            @Nullable String joinedTo,
            @Nullable ClosingView closing,
            Instant createdAt,
            Instant updatedAt) {

        static IncidentView of(Incident incident) {
            Report report = incident.report();
            ClosingReport closing = incident.closing();
            return new IncidentView(
                    incident.id(),
                    incident.caseNumber(),
                    incident.area(),
                    incident.type(),
                    incident.grade(),
                    incident.isJudged(),
                    incident.exercise(),
                    incident.status(),
                    incident.level(),
                    report.knownAt(),
                    report.place(),
                    report.latitude(),
                    report.longitude(),
                    report.what(),
                    report.casualties(),
                    report.peopleAffected(),
                    report.helpNeeded(),
                    incident.reporter(),
                    incident.clock().stream().map(ClockView::of).toList(),
                    incident.measures().stream().map(MeasureTakenView::of).toList(),
                    incident.joinedTo(),
                    closing == null ? null : ClosingView.of(closing),
                    incident.createdAt(),
                    incident.updatedAt());
        }
    }

    /** Something that is owed by a time. */
    record ClockView(
            String id,
            String kind,
            @Nullable String from,
            @Nullable String to,
            Instant due,
            @Nullable Instant doneAt,
            @Nullable Instant missedAt,
            int misses) {

        static ClockView of(ClockItem item) {
            return new ClockView(
                    item.id(),
                    item.kind().name(),
                    item.from(),
                    item.to(),
                    item.due(),
                    item.doneAt(),
                    item.missedAt(),
                    item.misses());
        }
    }

    /** What was done, with what it rests on or that nobody said. */
    record MeasureTakenView(
            String what, IncidentState state, @Nullable LegalBasis legalBasis, String basis, String by, Instant at) {

        static MeasureTakenView of(Measure measure) {
            LegalBasis rests = measure.legalBasis();
            return new MeasureTakenView(
                    measure.what(),
                    measure.state(),
                    rests,
                    rests == null ? LegalBasis.UNKNOWN : rests.law(),
                    measure.by(),
                    measure.at());
        }
    }

    /** What was known at the end. */
    record ClosingView(
            @Nullable Integer casualties,
            @Nullable Integer peopleAffected,
            @Nullable Long propertyDamageYuan,
            @Nullable String causeGuess,
            @Nullable String actionsTaken,
            ReporterSays reporterView,
            @Nullable String answerToReporter) {

        static ClosingView of(ClosingReport closing) {
            return new ClosingView(
                    closing.casualties(),
                    closing.peopleAffected(),
                    closing.propertyDamageYuan(),
                    closing.causeGuess(),
                    closing.actionsTaken(),
                    closing.reporterView(),
                    closing.answerToReporter());
        }
    }
}
