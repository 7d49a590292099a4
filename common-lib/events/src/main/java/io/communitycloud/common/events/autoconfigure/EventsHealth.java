package io.communitycloud.common.events.autoconfigure;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.relay.Relay;
import io.communitycloud.common.events.store.Indexes;
import java.time.Duration;
import org.bson.Document;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Whether the service may be given work: its store answers, its indexes stand, it knows the areas, and its events leave.
 *
 * <p>A broker that is away for a while does not count: writes go on and their events wait.
 */
final class EventsHealth extends AbstractHealthIndicator {

    private static final Document PING = new Document("ping", 1);

    private final MongoTemplate mongo;
    private final Indexes indexes;
    private final AreaTree areas;
    private final Relay relay;
    private final Duration stuckAfter;

    EventsHealth(MongoTemplate mongo, Indexes indexes, AreaTree areas, Relay relay, Duration stuckAfter) {
        this.mongo = mongo;
        this.indexes = indexes;
        this.areas = areas;
        this.relay = relay;
        this.stuckAfter = stuckAfter;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        mongo.executeCommand(PING);
        Duration oldest = relay.oldestAge();
        boolean ready = indexes.complete() && !areas.isEmpty() && oldest.compareTo(stuckAfter) < 0;
        (ready ? health.up() : health.outOfService())
                .withDetail("indexes", indexes.complete())
                .withDetail("areas", areas.size())
                .withDetail("oldestOutboxSeconds", oldest.toSeconds());
    }
}
