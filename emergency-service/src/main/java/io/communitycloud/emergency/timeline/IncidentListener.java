package io.communitycloud.emergency.timeline;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;

/** Enters what happens to incidents themselves. */
@Listens("emergency.incidents.v1")
class IncidentListener {

    private final Telling telling;

    IncidentListener(Telling telling) {
        this.telling = telling;
    }

    @On({
        "communitycloud.emergency.incident-reported.v1",
        "communitycloud.emergency.incident-corrected.v1",
        "communitycloud.emergency.incident-warned.v1",
        "communitycloud.emergency.incident-assessed.v1",
        "communitycloud.emergency.incident-report-made.v1",
        "communitycloud.emergency.incident-escalated.v1",
        "communitycloud.emergency.incident-handled.v1",
        "communitycloud.emergency.incident-clock-missed.v1",
        "communitycloud.emergency.incident-joined.v1",
        "communitycloud.emergency.incident-closed.v1",
        "communitycloud.emergency.incident-reopened.v1",
        "communitycloud.emergency.incident-reviewed.v1"
    })
    void happened(Told event, EventMeta meta) {
        telling.tell(event, meta);
    }
}
