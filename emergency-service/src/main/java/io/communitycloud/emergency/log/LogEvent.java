package io.communitycloud.emergency.log;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import io.communitycloud.common.identity.AreaLevels.Level;

/** What can happen to an entry of an incident's log, told without its words. */
public sealed interface LogEvent extends DomainEvent {

    /** Something was added to what was reported, and forwarded to whoever handles it. */
    @EventType("communitycloud.emergency.incident-addition-forwarded.v1")
    record AdditionForwarded(
            String entryId,
            String incidentId,
            String caseNumber,
            String area,
            boolean exercise,
            Level forwardedTo,
            String by)
            implements LogEvent {}

    /** Whoever handles the incident has seen the addition. */
    @EventType("communitycloud.emergency.incident-addition-acknowledged.v1")
    record AdditionAcknowledged(String entryId, String incidentId, String area, boolean exercise, String by)
            implements LogEvent {}

    /** Something was decided. */
    @EventType("communitycloud.emergency.incident-decision-recorded.v1")
    record DecisionRecorded(
            String entryId, String incidentId, String caseNumber, String area, boolean exercise, String by)
            implements LogEvent {}

    /** An entry as it is, for projections that begin anew. */
    @EventType("communitycloud.emergency.incident-log-state.v1")
    record LogEntryAsIs(
            String entryId,
            String incidentId,
            String area,
            boolean exercise,
            LogEntry.Kind kind,
            LogEntry.Status status)
            implements LogEvent {}
}
