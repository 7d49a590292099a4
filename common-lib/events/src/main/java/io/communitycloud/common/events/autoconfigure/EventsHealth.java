package io.communitycloud.common.events.autoconfigure;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.relay.Relay;
import io.communitycloud.common.events.store.Indexes;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the service may be given work: its indexes stand, it knows the areas, and its events leave.
 *
 * <p>A broker that is away for a while does not count: writes go on and their events wait.
 */
final class EventsHealth implements HealthIndicator {

    private final Indexes indexes;
    private final AreaTree areas;
    private final Relay relay;
    private final Duration stuckAfter;

    EventsHealth(Indexes indexes, AreaTree areas, Relay relay, Duration stuckAfter) {
        this.indexes = indexes;
        this.areas = areas;
        this.relay = relay;
        this.stuckAfter = stuckAfter;
    }

    @Override
    public Health health() {
        Duration oldest = relay.oldestAge();
        boolean ready = indexes.complete() && !areas.isEmpty() && oldest.compareTo(stuckAfter) < 0;
        return (ready ? Health.up() : Health.outOfService())
                .withDetail("indexes", indexes.complete())
                .withDetail("areas", areas.size())
                .withDetail("oldestOutboxSeconds", oldest.toSeconds())
                .build();
    }
}
