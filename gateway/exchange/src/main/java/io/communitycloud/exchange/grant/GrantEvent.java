package io.communitycloud.exchange.grant;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.Instant;
import java.util.List;

/** What can happen to a grant. */
sealed interface GrantEvent extends DomainEvent {

    /**
     * A grant as it is now, whole: whoever guards a door follows it.
     *
     * @param operations operation ids, or {@code legacy/<system>/<operation>}
     * @param fields members of an answer that the partner gets to see, {@code *} for all
     */
    @EventType("communitycloud.gateway.grant-changed.v1")
    record GrantChanged(
            String grantId,
            String area,
            String partnerId,
            String bureau,
            String agreement,
            List<String> operations,
            List<String> fields,
            Instant until,
            GrantState state)
            implements GrantEvent {}
}
