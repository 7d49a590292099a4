package io.communitycloud.exchange.webhook;

import io.communitycloud.common.events.autoconfigure.EventsProperties;
import io.communitycloud.common.events.relay.Lease;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Delivers in the background, in one instance at a time. */
@Component
@ConditionalOnBooleanProperty(name = "exchange.webhook.background", matchIfMissing = true)
class DeliveryWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Rounds rounds;
    private final Lease lease;
    private volatile boolean running;

    DeliveryWorker(Rounds rounds, MongoTemplate mongo, Clock clock, EventsProperties events) {
        this.rounds = rounds;
        this.lease = new Lease("webhooks", events.instance(), LEASE, mongo, clock);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("webhooks").start(this::work);
    }

    private void work() {
        while (running) {
            try {
                if (!workOnce()) {
                    Thread.sleep(PAUSE);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean workOnce() {
        try {
            return lease.hold() && rounds.next() > 0;
        } catch (RuntimeException failure) {
            LOG.warn("Deliveries go on in a moment: {}", failure.toString());
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
