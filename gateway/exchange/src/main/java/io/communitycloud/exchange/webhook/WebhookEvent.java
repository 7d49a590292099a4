package io.communitycloud.exchange.webhook;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a webhook. */
sealed interface WebhookEvent extends DomainEvent {

    /** A webhook as it is now. The address it calls stays here: it may hold a secret of its owner's. */
    @EventType("communitycloud.gateway.webhook-changed.v1")
    record WebhookChanged(String webhookId, String area, String bureau, List<String> events, WebhookState state)
            implements WebhookEvent {}

    /**
     * Deliveries were sent again: who asked, why, and which.
     *
     * @param delivery the one delivery, where one was named
     * @param deliveries how many are sent again
     */
    @EventType("communitycloud.gateway.webhook-replayed.v1")
    record WebhookReplayed(
            String webhookId,
            String area,
            String by,
            String reason,
            @Nullable String delivery,
            @Nullable Instant from,
            @Nullable Instant to,
            long deliveries)
            implements WebhookEvent {}
}
