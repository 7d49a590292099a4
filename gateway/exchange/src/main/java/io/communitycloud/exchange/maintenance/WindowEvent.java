package io.communitycloud.exchange.maintenance;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.Instant;

/** What can happen to a maintenance window. */
sealed interface WindowEvent extends DomainEvent {

    /** A window as it is now, whole: whoever guards a door follows it. */
    @EventType("communitycloud.gateway.maintenance-window-changed.v1")
    record MaintenanceWindowChanged(
            String windowId,
            String area,
            MaintenanceKind kind,
            String target,
            Instant from,
            Instant until,
            String reasonZh,
            String reasonEn,
            boolean ended)
            implements WindowEvent {}
}
