package io.communitycloud.exchange.partner;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a partner. */
sealed interface PartnerEvent extends DomainEvent {

    /**
     * A partner as it is now, whole: the topic keeps the last state of each, and whoever guards a door follows it.
     *
     * @param signs whether its calls must be signed: from its first approved key on, for ever
     * @param keys approved ones and those of the sandbox; while the partner itself waits for approval, all it brought
     * @param restricted whether it may call from the addresses alone: from its first range on, for ever
     * @param addresses approved ones
     */
    @EventType("communitycloud.gateway.partner-changed.v1")
    record PartnerChanged(
            String partnerId,
            String area,
            String bureau,
            PartnerState state,
            boolean signs,
            List<Key> keys,
            boolean restricted,
            List<Range> addresses,
            int quotaCalls,
            int quotaWindowSeconds,
            int quotaEmergencyCalls)
            implements PartnerEvent {}

    /**
     * A key; retired ones stay, so that they can be told from unknown ones.
     *
     * @param until retired from then on
     * @param stage what it opens
     */
    record Key(
            String keyId,
            String algorithm,
            String publicKey,
            @Nullable Instant until,
            KeyStage stage) {}

    /** A range of addresses. */
    record Range(String cidr, Instant until) {}
}
