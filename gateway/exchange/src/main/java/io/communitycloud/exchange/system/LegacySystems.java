package io.communitycloud.exchange.system;

import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Aggregates;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.exchange.isolation.Lane;
import io.communitycloud.exchange.isolation.Lanes;
import io.communitycloud.exchange.isolation.SystemState;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;

/** Tells the platform of the systems' states; one after the other, and never in a caller's time. */
@Repository
class LegacySystems implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(LegacySystems.class);

    private final Aggregates<LegacySystem> systems;
    private final Clock clock;
    private final String city;
    private final ExecutorService telling = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("telling-states").factory());

    LegacySystems(AggregateStores stores, Lanes lanes, Clock clock, @Value("${cloud.city:310000000000}") String city) {
        this.systems = stores.of(LegacySystem.class, List.of());
        this.clock = clock;
        this.city = city;
        lanes.follow(this::tell);
    }

    private void tell(Lane lane, SystemState before) {
        SystemState now = lane.state();
        Instant at = clock.instant();
        LOG.info("{} was {} and is {}", lane.systemId(), before, now);
        telling.execute(() -> keep(lane.systemId(), lane.served().manifest().bureau(), now, at));
    }

    void keep(String systemId, String bureau, SystemState now, Instant at) {
        try {
            if (systems.find(systemId, Scope.everything()).isEmpty()) {
                LegacySystem first = LegacySystem.unknown(systemId, city, bureau, at);
                first.tell(now, at);
                systems.save(first);
                return;
            }
            systems.act(systemId, Scope.everything(), each -> each.tell(now, at));
        } catch (DuplicateKeyException another) {
            systems.act(systemId, Scope.everything(), each -> each.tell(now, at));
        } catch (com.mongodb.MongoException | DataAccessException storeAway) {
            // The state itself is in memory; the next change is told again.
            LOG.warn("The state of {} could not be told", systemId, storeAway);
        }
    }

    @Override
    public void destroy() {
        telling.shutdownNow();
    }
}
