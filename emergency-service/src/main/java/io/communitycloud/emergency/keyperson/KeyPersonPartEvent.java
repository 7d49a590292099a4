package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.Instant;

/** What can happen to one committee's part of a list. */
public sealed interface KeyPersonPartEvent extends DomainEvent {

    /** A committee has people to look for. */
    @EventType("communitycloud.emergency.key-person-part-assigned.v1")
    record KeyPersonPartAssigned(
            String partId, String listId, String bureau, String area, boolean exercise, int persons, Instant due)
            implements KeyPersonPartEvent {}

    /** It says that it has seen them. */
    @EventType("communitycloud.emergency.key-person-part-acknowledged.v1")
    record KeyPersonPartAcknowledged(String partId, String listId, String bureau, String area, boolean exercise)
            implements KeyPersonPartEvent {}

    /** It has answered for all of them. */
    @EventType("communitycloud.emergency.key-person-part-answered.v1")
    record KeyPersonPartAnswered(
            String partId, String listId, String bureau, String area, boolean exercise, int persons, boolean overdue)
            implements KeyPersonPartEvent {}

    /** Its clock was missed, and the area above is called. */
    @EventType("communitycloud.emergency.key-person-part-overdue.v1")
    record KeyPersonPartOverdue(
            String partId, String listId, String bureau, String area, boolean exercise, int open, String escalatedTo)
            implements KeyPersonPartEvent {}

    /** A part as it is, for projections that begin anew. */
    @EventType("communitycloud.emergency.key-person-part-state.v1")
    record KeyPersonPartState(
            String partId,
            String listId,
            String bureau,
            String area,
            boolean exercise,
            int persons,
            int open,
            Instant due,
            boolean overdue,
            KeyPersonPart.State state)
            implements KeyPersonPartEvent {}
}
