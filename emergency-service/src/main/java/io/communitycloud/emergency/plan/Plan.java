package io.communitycloud.emergency.plan;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.emergency.plan.PlanEvent.PlanAsIs;
import io.communitycloud.emergency.plan.PlanEvent.PlanBegun;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.data.annotation.PersistenceCreator;

/** A plan of an area; what it says stands in its versions. */
@AggregateRoot(collection = "plans", topic = "emergency.plans.v1")
public final class Plan extends Aggregate {

    private final String kind;
    private final Set<String> incidentTypes;
    private final boolean sample;

    @PersistenceCreator
    Plan(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String kind,
            Set<String> incidentTypes,
            boolean sample) {
        super(id, area, scope, createdAt);
        this.kind = kind;
        this.incidentTypes = Set.copyOf(incidentTypes);
        this.sample = sample;
    }

    /** Begins a plan. */
    static Plan begin(
            String id,
            String area,
            List<String> path,
            String kind,
            Set<String> incidentTypes,
            boolean sample,
            Instant now) {
        Plan plan = new Plan(id, area, path, now, kind, incidentTypes, sample);
        plan.register(new PlanBegun(id, area, kind, incidentTypes, sample));
        return plan;
    }

    public String kind() {
        return kind;
    }

    /** The types of incidents it is for. */
    public Set<String> incidentTypes() {
        return incidentTypes;
    }

    /** Whether it was shipped as a sample, to be exercised with. */
    public boolean isSample() {
        return sample;
    }

    @Override
    public DomainEvent state() {
        return new PlanAsIs(id(), area(), kind, incidentTypes, sample);
    }
}
