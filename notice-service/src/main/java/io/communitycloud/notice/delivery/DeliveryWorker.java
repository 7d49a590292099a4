package io.communitycloud.notice.delivery;

import io.communitycloud.common.events.autoconfigure.EventsProperties;
import io.communitycloud.common.events.relay.Lease;
import io.communitycloud.notice.notice.WorkSignal;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Does in the background what published notices need, in rounds; goes on where a crash stopped it.
 *
 * <p>One instance of the service works at a time, under a lease in the instance's own stable name: restarted, it takes it up
 * again at once.
 */
@Component
@ConditionalOnBooleanProperty(name = "notice.delivery.background", matchIfMissing = true)
class DeliveryWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Rounds rounds;
    private final WorkSignal signal;
    private final Lease lease;
    private volatile boolean running;

    DeliveryWorker(Rounds rounds, WorkSignal signal, MongoTemplate mongo, Clock clock, EventsProperties events) {
        this.rounds = rounds;
        this.signal = signal;
        this.lease = new Lease("deliveries", events.instance(), LEASE, mongo, clock);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("deliveries").start(this::work);
    }

    private void work() {
        while (running) {
            try {
                if (!workOnce()) {
                    signal.await(PAUSE);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean workOnce() {
        try {
            return lease.hold() && rounds.next();
        } catch (RuntimeException failure) {
            LOG.warn("Deliveries go on in a moment", failure);
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
        signal.raise();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
