package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.Instant;

/** What can happen to a list, told in numbers. */
public sealed interface KeyPersonListEvent extends DomainEvent {

    /** A bureau's list was accepted; the clock of its answer runs. */
    @EventType("communitycloud.emergency.key-person-list-accepted.v1")
    record KeyPersonListAccepted(
            String listId, String bureau, String area, boolean exercise, int rows, int bad, Instant due)
            implements KeyPersonListEvent {}

    /** All people of it are with committees. */
    @EventType("communitycloud.emergency.key-person-list-distributed.v1")
    record KeyPersonListDistributed(
            String listId,
            String bureau,
            String area,
            boolean exercise,
            int persons,
            int known,
            int matched,
            int committees)
            implements KeyPersonListEvent {}

    /** All people of it are answered for. */
    @EventType("communitycloud.emergency.key-person-list-answered.v1")
    record KeyPersonListAnswered(String listId, String bureau, String area, boolean exercise, int persons)
            implements KeyPersonListEvent {}

    /** A list as it is, for projections that begin anew. */
    @EventType("communitycloud.emergency.key-person-list-state.v1")
    record KeyPersonListState(
            String listId,
            String bureau,
            String area,
            boolean exercise,
            int rows,
            int bad,
            int persons,
            int open,
            Instant due,
            KeyPersonList.State state)
            implements KeyPersonListEvent {}
}
