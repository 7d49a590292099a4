package io.communitycloud.emergency.incident;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.emergency.deadline.Overdue;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets the clocks of incidents fire: what was owed and did not come is told, and a missed step goes one level up. */
@Component
class IncidentClocks implements Overdue {

    private final Incidents incidents;
    private final Clock clock;

    IncidentClocks(Incidents incidents, Clock clock) {
        this.incidents = incidents;
        this.clock = clock;
    }

    @Override
    public boolean fireOne() {
        Instant now = clock.instant();
        Optional<Incident> due = incidents.firstDue().filter(incident -> !now.isBefore(incident.nextDue()));
        due.ifPresent(incident -> incidents.act(incident.id(), Scope.everything(), null, found -> found.missDue(now)));
        return due.isPresent();
    }
}
