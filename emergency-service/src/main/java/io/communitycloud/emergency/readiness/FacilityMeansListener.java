package io.communitycloud.emergency.readiness;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;

/** Follows which facilities there are. */
@Listens("resource.facilities.v1")
class FacilityMeansListener {

    private final Means means;

    FacilityMeansListener(Means means) {
        this.means = means;
    }

    @On({
        "communitycloud.resource.facility-registered.v1",
        "communitycloud.resource.facility-corrected.v1",
        "communitycloud.resource.facility-state.v1"
    })
    void there(Told event, EventMeta meta) {
        means.facility(meta, event.area());
    }

    /** What is read of a facility. */
    record Told(String area) {}
}
