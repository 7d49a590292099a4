package io.communitycloud.emergency.timeline;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.emergency.activation.Activations;
import io.communitycloud.emergency.incident.Incident;
import io.communitycloud.emergency.incident.Incidents;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the incident that an event belongs to and enters the event there; what belongs to none is let pass. */
@Component
class Telling {

    private final Incidents incidents;
    private final Activations activations;
    private final Timeline timeline;

    Telling(Incidents incidents, Activations activations, Timeline timeline) {
        this.incidents = incidents;
        this.activations = activations;
        this.timeline = timeline;
    }

    void tell(Told told, EventMeta meta) {
        incidentOf(told, meta).ifPresent(incident -> timeline.enter(incident, told, meta));
    }

    private Optional<Incident> incidentOf(Told told, EventMeta meta) {
        String named = told.incidentId();
        if (named != null) {
            return incidents.find(named, Scope.everything());
        }
        String activation = told.activationId() == null ? told.cause() : told.activationId();
        if (activation != null) {
            Optional<Incident> caused = activations
                    .find(activation, Scope.everything())
                    .flatMap(found -> incidents.find(found.incident(), Scope.everything()));
            if (caused.isPresent()) {
                return caused;
            }
        }
        // All that follows from an incident is told under its id as correlation.
        return incidents.find(meta.correlationId(), Scope.everything());
    }
}
