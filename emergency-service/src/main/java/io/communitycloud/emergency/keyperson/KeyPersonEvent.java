package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import org.jspecify.annotations.Nullable;

/** What can happen to one person of a list; that she stands on it is told in numbers, with the list and its parts. */
public sealed interface KeyPersonEvent extends DomainEvent {

    /** A committee answered for her. */
    @EventType("communitycloud.emergency.key-person-answered.v1")
    record KeyPersonAnswered(
            String keyPersonId,
            String listId,
            String bureau,
            String taskId,
            String area,
            boolean exercise,
            KeyPerson.Outcome outcome)
            implements KeyPersonEvent {}

    /** She was handed to another area. */
    @EventType("communitycloud.emergency.key-person-reassigned.v1")
    record KeyPersonReassigned(
            String keyPersonId,
            String listId,
            String bureau,
            String taskId,
            String fromArea,
            String area,
            boolean exercise)
            implements KeyPersonEvent {}

    /** One person as she stands, for projections that begin anew. */
    @EventType("communitycloud.emergency.key-person-state.v1")
    record KeyPersonState(
            String keyPersonId,
            String listId,
            String bureau,
            String taskId,
            String area,
            boolean exercise,
            KeyPerson.State state,
            KeyPerson.@Nullable Outcome outcome)
            implements KeyPersonEvent {}
}
