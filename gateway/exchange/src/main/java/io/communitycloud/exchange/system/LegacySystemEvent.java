package io.communitycloud.exchange.system;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import io.communitycloud.exchange.isolation.SystemState;
import java.time.Instant;

/** What can happen to a legacy system, seen from here. */
public sealed interface LegacySystemEvent extends DomainEvent {

    /** It is otherwise than before. */
    @EventType("communitycloud.gateway.legacy-system-state-changed.v1")
    record LegacySystemStateChanged(String systemId, String bureau, SystemState from, SystemState to, Instant at)
            implements LegacySystemEvent {}

    /** A system as it is, for projections that begin anew. */
    @EventType("communitycloud.gateway.legacy-system-state.v1")
    record LegacySystemAsIs(String systemId, String bureau, SystemState state, Instant since)
            implements LegacySystemEvent {}
}
