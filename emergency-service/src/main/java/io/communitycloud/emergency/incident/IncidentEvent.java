package io.communitycloud.emergency.incident;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import io.communitycloud.common.identity.AreaLevels.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can happen to an incident, told without its words: what was reported may name persons. */
public sealed interface IncidentEvent extends DomainEvent {

    /** Somebody reported an incident. */
    @EventType("communitycloud.emergency.incident-reported.v1")
    record IncidentReported(
            String incidentId,
            String caseNumber,
            String type,
            int grade,
            String area,
            boolean exercise,
            Instant knownAt,
            Level level,
            String by)
            implements IncidentEvent {}

    /** What was reported was put right. */
    @EventType("communitycloud.emergency.incident-corrected.v1")
    record IncidentCorrected(
            String incidentId, String caseNumber, String type, int grade, String area, boolean exercise, String by)
            implements IncidentEvent {}

    /** The level above was warned. */
    @EventType("communitycloud.emergency.incident-warned.v1")
    record IncidentWarned(
            String incidentId,
            String caseNumber,
            String type,
            int grade,
            String area,
            boolean exercise,
            boolean late,
            String by)
            implements IncidentEvent {}

    /** Somebody looked at it and judged how grave it is, or that there is nothing. */
    @EventType("communitycloud.emergency.incident-assessed.v1")
    record IncidentAssessed(
            String incidentId,
            String caseNumber,
            String type,
            int grade,
            String area,
            boolean exercise,
            boolean falseAlarm,
            boolean late,
            String by)
            implements IncidentEvent {}

    /** A report that was owed by a time was made. */
    @EventType("communitycloud.emergency.incident-report-made.v1")
    record IncidentReportMade(
            String incidentId,
            String caseNumber,
            String type,
            int grade,
            String area,
            boolean exercise,
            String deadline,
            boolean late,
            String by)
            implements IncidentEvent {}

    /** Another level took it over, under the same case number. */
    @EventType("communitycloud.emergency.incident-escalated.v1")
    record IncidentEscalated(
            String incidentId,
            String caseNumber,
            String type,
            int grade,
            String area,
            boolean exercise,
            Level from,
            Level to,
            EscalationReason reason,
            @Nullable String by)
            implements IncidentEvent {}

    /** Something was done about it. */
    @EventType("communitycloud.emergency.incident-handled.v1")
    record IncidentHandled(
            String incidentId,
            String caseNumber,
            String type,
            int grade,
            String area,
            boolean exercise,
            IncidentState state,
            boolean late,
            String by)
            implements IncidentEvent {}

    /** The time of a step or report passed without it. */
    @EventType("communitycloud.emergency.incident-clock-missed.v1")
    record IncidentClockMissed(
            String incidentId,
            String caseNumber,
            String type,
            int grade,
            String area,
            boolean exercise,
            String deadline,
            Instant due,
            int misses)
            implements IncidentEvent {}

    /** It goes on as part of another report of the same thing. */
    @EventType("communitycloud.emergency.incident-joined.v1")
    record IncidentJoined(
            String incidentId,
            String caseNumber,
            String type,
            int grade,
            String area,
            boolean exercise,
            String into,
            String by)
            implements IncidentEvent {}

    /** It is over. */
    @EventType("communitycloud.emergency.incident-closed.v1")
    record IncidentClosed(
            String incidentId,
            String caseNumber,
            String type,
            int grade,
            String area,
            boolean exercise,
            ReporterSays reporter,
            String by)
            implements IncidentEvent {}

    /** It is not over after all; whoever handled it is told. */
    @EventType("communitycloud.emergency.incident-reopened.v1")
    record IncidentReopened(
            String incidentId,
            String caseNumber,
            String type,
            int grade,
            String area,
            boolean exercise,
            Level forwardedTo,
            String by)
            implements IncidentEvent {}

    /** Its lessons are drawn. */
    @EventType("communitycloud.emergency.incident-reviewed.v1")
    record IncidentReviewed(String incidentId, String caseNumber, String type, int grade, String area, boolean exercise)
            implements IncidentEvent {}

    /** An incident as it is, for projections that begin anew. */
    @EventType("communitycloud.emergency.incident-state.v1")
    record IncidentAsIs(
            String incidentId,
            String caseNumber,
            String type,
            int grade,
            String area,
            boolean exercise,
            IncidentState state,
            Level level,
            Instant knownAt)
            implements IncidentEvent {}

    /** Why another level took it over. */
    enum EscalationReason {
        /** The time of a step passed. */
        CLOCK,
        /** Its grade asks for that level. */
        GRADE,
        /** Whoever handled it asked. */
        REQUEST,
        /** A step of an activated plan failed or was late. */
        STEP
    }

    /** What the reporter says of the closing. */
    enum ReporterSays {
        AGREES,
        DISAGREES,
        NOT_REACHED
    }
}
