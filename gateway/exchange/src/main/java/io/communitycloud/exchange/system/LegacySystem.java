package io.communitycloud.exchange.system;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.exchange.isolation.SystemState;
import io.communitycloud.exchange.system.LegacySystemEvent.LegacySystemAsIs;
import io.communitycloud.exchange.system.LegacySystemEvent.LegacySystemStateChanged;
import java.time.Instant;
import java.util.List;

/** What was last told of a legacy system's state. */
@AggregateRoot(collection = "legacy_systems", topic = "gateway.legacy-systems.v1", compacted = true)
final class LegacySystem extends Aggregate {

    private final String bureau;
    private SystemState state;
    private Instant since;

    LegacySystem(
            String id,
            String area,
            List<String> scope,
            String bureau,
            SystemState state,
            Instant createdAt,
            Instant since) {
        super(id, area, scope, createdAt);
        this.bureau = bureau;
        this.state = state;
        this.since = since;
    }

    static LegacySystem unknown(String id, String city, String bureau, Instant now) {
        return new LegacySystem(id, city, List.of(city), bureau, SystemState.UNKNOWN, now, now);
    }

    /** Tells that it is otherwise than before; nothing where it is not. */
    void tell(SystemState now, Instant at) {
        if (now != state) {
            register(new LegacySystemStateChanged(id(), bureau, state, now, at));
            state = now;
            since = at;
        }
    }

    SystemState told() {
        return state;
    }

    Instant since() {
        return since;
    }

    @Override
    public DomainEvent state() {
        return new LegacySystemAsIs(id(), bureau, state, since);
    }
}
