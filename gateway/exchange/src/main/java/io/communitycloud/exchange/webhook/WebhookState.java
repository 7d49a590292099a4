package io.communitycloud.exchange.webhook;

/** Whether a webhook is called. */
enum WebhookState {
    ACTIVE,
    /** Deliveries gather and wait. */
    PAUSED,
    REMOVED
}
