package io.communitycloud.emergency.activation;

import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.emergency.incident.Incidents;

/** Takes an incident to the level above where a step of its plan failed: once per activation. */
@Listens("emergency.activations.v1")
class EscalationListener {

    private final Incidents incidents;

    EscalationListener(Incidents incidents) {
        this.incidents = incidents;
    }

    @On("communitycloud.emergency.activation-step-escalated.v1")
    void escalated(Told event) {
        incidents.act(
                event.incidentId(), Scope.everything(), null, incident -> incident.stepFailed(event.activationId()));
    }

    /** What is read of a step that was escalated. */
    record Told(String activationId, String incidentId) {}
}
