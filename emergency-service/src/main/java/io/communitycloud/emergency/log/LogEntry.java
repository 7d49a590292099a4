package io.communitycloud.emergency.log;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.identity.AreaLevels.Level;
import io.communitycloud.emergency.catalogue.LegalBasis;
import io.communitycloud.emergency.incident.Incident;
import io.communitycloud.emergency.log.LogEvent.AdditionAcknowledged;
import io.communitycloud.emergency.log.LogEvent.AdditionForwarded;
import io.communitycloud.emergency.log.LogEvent.DecisionRecorded;
import io.communitycloud.emergency.log.LogEvent.LogEntryAsIs;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * Something written down beside an incident. Its words never change and it is never removed.
 *
 * <p>An addition is forwarded in the same write that keeps it: there is none that nobody was told of.
 */
@AggregateRoot(collection = "incident_log", topic = "emergency.incident-log.v1")
public final class LogEntry extends Aggregate {

    private final String incident;
    private final Kind kind;
    private final String text;
    private final @Nullable String basis;
    private final @Nullable LegalBasis legalBasis;
    private final String by;
    private final boolean exercise;
    private final Level forwardedTo;
    private Status status;
    private @Nullable String acknowledgedBy;
    private @Nullable Instant acknowledgedAt;

    @PersistenceCreator
    LogEntry(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String incident,
            Kind kind,
            String text,
            @Nullable String basis,
            @Nullable LegalBasis legalBasis,
            String by,
            boolean exercise,
            Level forwardedTo,
            Status status) {
        super(id, area, scope, createdAt);
        this.incident = incident;
        this.kind = kind;
        this.text = text;
        this.basis = basis;
        this.legalBasis = legalBasis;
        this.by = by;
        this.exercise = exercise;
        this.forwardedTo = forwardedTo;
        this.status = status;
    }

    /** What kind of thing was written down. */
    enum Kind {
        ADDITION,
        DECISION
    }

    /** Whether somebody still has to look at it. */
    enum Status {
        FORWARDED,
        ACKNOWLEDGED,
        RECORDED
    }

    /** Adds something to what was reported; whoever handles the incident is told, whatever its state. */
    static LogEntry addition(String id, Incident incident, String text, String by, Instant now) {
        LogEntry entry = new LogEntry(
                id,
                incident.area(),
                incident.scope(),
                now,
                incident.id(),
                Kind.ADDITION,
                text,
                null,
                null,
                by,
                incident.exercise(),
                incident.level(),
                Status.FORWARDED);
        entry.register(new AdditionForwarded(
                id, incident.id(), incident.caseNumber(), incident.area(), incident.exercise(), incident.level(), by));
        return entry;
    }

    /** Writes down what was decided, by whom, and on what it rests. */
    static LogEntry decision(
            String id,
            Incident incident,
            String text,
            String basis,
            @Nullable LegalBasis legalBasis,
            String by,
            Instant now) {
        LogEntry entry = new LogEntry(
                id,
                incident.area(),
                incident.scope(),
                now,
                incident.id(),
                Kind.DECISION,
                text,
                basis,
                legalBasis,
                by,
                incident.exercise(),
                incident.level(),
                Status.RECORDED);
        entry.register(new DecisionRecorded(
                id, incident.id(), incident.caseNumber(), incident.area(), incident.exercise(), by));
        return entry;
    }

    /** Says that whoever handles the incident has seen it; said before, nothing changes. */
    void acknowledge(String whom, Instant now) {
        if (status == Status.FORWARDED) {
            status = Status.ACKNOWLEDGED;
            acknowledgedBy = whom;
            acknowledgedAt = now;
            register(new AdditionAcknowledged(id(), incident, area(), exercise, whom));
        }
    }

    String incident() {
        return incident;
    }

    Kind kind() {
        return kind;
    }

    String text() {
        return text;
    }

    @Nullable
    String basis() {
        return basis;
    }

    @Nullable
    LegalBasis legalBasis() {
        return legalBasis;
    }

    String by() {
        return by;
    }

    Level forwardedTo() {
        return forwardedTo;
    }

    Status status() {
        return status;
    }

    @Nullable
    String acknowledgedBy() {
        return acknowledgedBy;
    }

    @Nullable
    Instant acknowledgedAt() {
        return acknowledgedAt;
    }

    @Override
    public DomainEvent state() {
        return new LogEntryAsIs(id(), incident, area(), exercise, kind, status);
    }
}
