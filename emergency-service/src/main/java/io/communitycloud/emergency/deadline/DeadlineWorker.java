package io.communitycloud.emergency.deadline;

import io.communitycloud.common.events.OutboxSignal;
import io.communitycloud.common.events.autoconfigure.EventsProperties;
import io.communitycloud.common.events.relay.Lease;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Lets deadlines fire, one after the other, within half a second of their time.
 *
 * <p>One instance of the service works at a time, under a lease in the instance's own stable name: restarted, it takes it up
 * again at once. What came due while nobody was there fires then.
 */
@Component
@ConditionalOnBooleanProperty(name = "emergency.deadlines.background", matchIfMissing = true)
class DeadlineWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineWorker.class);
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final List<Overdue> kinds;
    private final Lease lease;
    private final OutboxSignal stopping = new OutboxSignal();
    private volatile boolean running;

    DeadlineWorker(List<Overdue> kinds, MongoTemplate mongo, Clock clock, EventsProperties events) {
        this.kinds = List.copyOf(kinds);
        this.lease = new Lease("deadlines", events.instance(), LEASE, mongo, clock);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("deadlines").start(this::work);
    }

    private void work() {
        while (running) {
            try {
                if (!fireSome()) {
                    stopping.await(PAUSE);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Each kind has its turn: one that fails, or has a thousand to fire, keeps no other waiting. */
    private boolean fireSome() {
        boolean fired = false;
        for (Overdue kind : kinds) {
            try {
                fired |= lease.hold() && kind.fireOne();
            } catch (RuntimeException failure) {
                LOG.warn("Deadlines fire in a moment: {}", kind.getClass().getSimpleName(), failure);
            }
        }
        return fired;
    }

    @Override
    public void stop() {
        running = false;
        stopping.raise();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
