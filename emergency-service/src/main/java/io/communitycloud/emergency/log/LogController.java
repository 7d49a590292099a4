package io.communitycloud.emergency.log;

import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.AreaLevels.Level;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.emergency.catalogue.LegalBasis;
import io.communitycloud.emergency.incident.Incident;
import io.communitycloud.emergency.incident.Incidents;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Additions and decisions over HTTP. */
@RestController
@RequestMapping("/api/v1/incidents/{id}")
class LogController {

    private final Incidents incidents;
    private final IncidentLog log;
    private final Creations creations;
    private final Clock clock;

    LogController(Incidents incidents, IncidentLog log, Creations creations, Clock clock) {
        this.incidents = incidents;
        this.log = log;
        this.creations = creations;
        this.clock = clock;
    }

    /** Adds something to what was reported; whoever handles the incident is always told, whatever its state. */
    @PostMapping("/additions")
    ResponseEntity<LogEntryView> addToIncident(
            @PathVariable String id,
            @Valid @RequestBody Addition body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        Incident incident = incidents.require(id, scope);
        return create(
                incident,
                key,
                entry -> LogEntry.addition(entry, incident, body.text(), caller.subject(), clock.instant()));
    }

    /** What was added, oldest first. */
    @GetMapping("/additions")
    Page<LogEntryView> listAdditions(@PathVariable String id, PageRequest page, Scope scope) {
        return log.page(incidents.require(id, scope), LogEntry.Kind.ADDITION, scope, page)
                .map(LogEntryView::of);
    }

    /** Says that whoever handles the incident has seen the addition. */
    @PostMapping("/additions/{addition}/acknowledgements")
    ResponseEntity<LogEntryView> acknowledgeAddition(
            @PathVariable String id,
            @PathVariable String addition,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        Incident incident = incidents.require(id, scope);
        return created(
                log.act(incident, addition, scope, key, found -> found.acknowledge(caller.subject(), clock.instant())));
    }

    /** Writes down what was decided, by whom and on what basis; it is never changed. */
    @PostMapping("/decisions")
    ResponseEntity<LogEntryView> recordDecision(
            @PathVariable String id,
            @Valid @RequestBody Decision body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        Incident incident = incidents.require(id, scope);
        return create(
                incident,
                key,
                entry -> LogEntry.decision(
                        entry,
                        incident,
                        body.decision(),
                        body.basis(),
                        body.legalBasis(),
                        caller.subject(),
                        clock.instant()));
    }

    /** What was decided, oldest first. */
    @GetMapping("/decisions")
    Page<LogEntryView> listDecisions(@PathVariable String id, PageRequest page, Scope scope) {
        return log.page(incidents.require(id, scope), LogEntry.Kind.DECISION, scope, page)
                .map(LogEntryView::of);
    }

    private ResponseEntity<LogEntryView> create(
            Incident incident, @Nullable IdempotencyKey key, Function<String, LogEntry> make) {
        return created(creations.once(key, entry -> log.find(entry, Scope.everything()), entry -> {
            LogEntry made = make.apply(entry);
            log.add(incident, made);
            return made;
        }));
    }

    private static ResponseEntity<LogEntryView> created(LogEntry entry) {
        String kind = entry.kind() == LogEntry.Kind.ADDITION ? "additions" : "decisions";
        return ResponseEntity.created(URI.create("/api/v1/incidents/" + entry.incident() + "/" + kind))
                .eTag(Etags.of(entry.version(), "full"))
                .body(LogEntryView.of(entry));
    }

    /** What is added. */
    record Addition(@NotBlank @Size(max = 1000) String text) {}

    /**
     * What was decided.
     *
     * @param basis what it rests on, in the words of those who decided
     */
    record Decision(
            @NotBlank @Size(max = 2000) String decision,
            @NotBlank @Size(max = 1000) String basis,
            @Nullable @Valid LegalBasis legalBasis) {}

    /** An entry as it is shown. */
    record LogEntryView(
            String id,
            String incidentId,
            String text,
            @Nullable String basis,
            @Nullable LegalBasis legalBasis,
            String by,
            Instant at,
            Level forwardedTo,
            LogEntry.Status status,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt) {

        static LogEntryView of(LogEntry entry) {
            return new LogEntryView(
                    entry.id(),
                    entry.incident(),
                    entry.text(),
                    entry.basis(),
                    entry.legalBasis(),
                    entry.by(),
                    entry.createdAt(),
                    entry.forwardedTo(),
                    entry.status(),
                    entry.acknowledgedBy(),
                    entry.acknowledgedAt());
        }
    }
}
