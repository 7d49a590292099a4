package io.communitycloud.emergency.timeline;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;

/** Enters what is written down beside incidents. */
@Listens("emergency.incident-log.v1")
class LogListener {

    private final Telling telling;

    LogListener(Telling telling) {
        this.telling = telling;
    }

    @On({
        "communitycloud.emergency.incident-addition-forwarded.v1",
        "communitycloud.emergency.incident-addition-acknowledged.v1",
        "communitycloud.emergency.incident-decision-recorded.v1"
    })
    void happened(Told event, EventMeta meta) {
        telling.tell(event, meta);
    }
}
