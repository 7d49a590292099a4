package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.events.OutboxSignal;
import io.communitycloud.common.events.autoconfigure.EventsProperties;
import io.communitycloud.common.events.relay.Lease;
import io.communitycloud.emergency.keyperson.Matching.MatchingAway;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Hands lists out in the background, in a thread of its own: while the resident service is slow, no deadline waits for it.
 *
 * <p>One instance of the service works at a time, under a lease in the instance's own stable name.
 */
@Component
class KeyPersonWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(KeyPersonWorker.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DistributingKeyPersons distributing;
    private final Lease lease;
    private final OutboxSignal signal = new OutboxSignal();
    private volatile boolean running;

    KeyPersonWorker(DistributingKeyPersons distributing, MongoTemplate mongo, Clock clock, EventsProperties events) {
        this.distributing = distributing;
        this.lease = new Lease("key-persons", events.instance(), LEASE, mongo, clock);
    }

    /** Says that there is something to do. Never blocks. */
    void wake() {
        signal.raise();
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("key-persons").start(this::work);
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
            return lease.hold() && distributing.next();
        } catch (MatchingAway away) {
            LOG.warn("Lists wait: {}", away.getMessage());
            return false;
        } catch (RuntimeException failure) {
            LOG.warn("Lists are handed out in a moment", failure);
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
