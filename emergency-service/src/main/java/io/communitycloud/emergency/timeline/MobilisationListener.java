package io.communitycloud.emergency.timeline;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;

/** Enters how teams are called out. */
@Listens("team.mobilisations.v1")
class MobilisationListener {

    private final Telling telling;

    MobilisationListener(Telling telling) {
        this.telling = telling;
    }

    @On({
        "communitycloud.team.mobilisation-called.v1",
        "communitycloud.team.mobilisation-answered.v1",
        "communitycloud.team.mobilisation-manned.v1",
        "communitycloud.team.mobilisation-fell-short.v1",
        "communitycloud.team.mobilisation-refused.v1",
        "communitycloud.team.mobilisation-stood-down.v1"
    })
    void happened(Told event, EventMeta meta) {
        telling.tell(event, meta);
    }
}
