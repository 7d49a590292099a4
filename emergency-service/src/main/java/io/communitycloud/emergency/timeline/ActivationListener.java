package io.communitycloud.emergency.timeline;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;

/** Enters what happens to activated plans. */
@Listens("emergency.activations.v1")
class ActivationListener {

    private final Telling telling;

    ActivationListener(Telling telling) {
        this.telling = telling;
    }

    @On({
        "communitycloud.emergency.activation-started.v1",
        "communitycloud.emergency.activation-step-accepted.v1",
        "communitycloud.emergency.activation-step-done.v1",
        "communitycloud.emergency.activation-step-failed.v1",
        "communitycloud.emergency.activation-step-overdue.v1",
        "communitycloud.emergency.activation-step-escalated.v1",
        "communitycloud.emergency.activation-step-compensated.v1",
        "communitycloud.emergency.activation-ended.v1"
    })
    void happened(Told event, EventMeta meta) {
        telling.tell(event, meta);
    }
}
