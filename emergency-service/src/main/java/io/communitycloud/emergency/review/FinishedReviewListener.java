package io.communitycloud.emergency.review;

import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.emergency.incident.Incident;
import io.communitycloud.emergency.incident.Incidents;

/** Says of an incident that its lessons are drawn, once they are. */
@Listens("emergency.reviews.v1")
class FinishedReviewListener {

    private final Incidents incidents;

    FinishedReviewListener(Incidents incidents) {
        this.incidents = incidents;
    }

    @On("communitycloud.emergency.review-finished.v1")
    void finished(Told event) {
        incidents.act(event.incidentId(), Scope.everything(), null, Incident::review);
    }

    /** What is read of a finished review. */
    record Told(String incidentId) {}
}
