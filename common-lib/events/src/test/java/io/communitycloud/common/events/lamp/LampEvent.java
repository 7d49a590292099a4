package io.communitycloud.common.events.lamp;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;

/** What happens to a lamp. */
public sealed interface LampEvent extends DomainEvent {

    @EventType("communitycloud.street.lamp-erected.v1")
    record LampErected(String lamp, String area) implements LampEvent {}

    @EventType("communitycloud.street.lamp-dimmed.v1")
    record LampDimmed(String lamp, int brightness) implements LampEvent {}

    @EventType("communitycloud.street.lamp-state.v1")
    record LampState(String lamp, String area, int brightness) implements LampEvent {}
}
