package io.communitycloud.emergency.timeline;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;

/** Enters how facilities are turned over. */
@Listens("resource.conversions.v1")
class ConversionListener {

    private final Telling telling;

    ConversionListener(Telling telling) {
        this.telling = telling;
    }

    @On({
        "communitycloud.resource.conversion-started.v1",
        "communitycloud.resource.conversion-step-completed.v1",
        "communitycloud.resource.conversion-step-overdue.v1",
        "communitycloud.resource.conversion-completed.v1",
        "communitycloud.resource.conversion-cancelled.v1",
        "communitycloud.resource.conversion-refused.v1"
    })
    void happened(Told event, EventMeta meta) {
        telling.tell(event, meta);
    }
}
