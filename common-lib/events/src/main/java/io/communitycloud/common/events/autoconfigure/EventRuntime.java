package io.communitycloud.common.events.autoconfigure;

import io.communitycloud.common.events.areas.AreaFeed;
import io.communitycloud.common.events.consumption.Consumption;
import io.communitycloud.common.events.relay.Lease;
import io.communitycloud.common.events.relay.Relay;
import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.events.store.Indexes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Starts and stops what moves events: indexes and topics first, then relay and consumption; the areas at once.
 *
 * <p>Nothing here keeps a service from starting: while store or broker are away it is tried again, each for itself, so that
 * writes go on without the broker.
 */
final class EventRuntime implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventRuntime.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration HOUSEKEEPING = Duration.ofHours(1);

    /** Before the web server starts and after it has answered its last request, whose event should still leave. */
    private static final int BEFORE_THE_WEB_SERVER = SmartLifecycle.DEFAULT_PHASE - 4096;

    private final AggregateStores stores;
    private final Indexes indexes;
    private final Topics topics;
    private final Relay relay;
    private final Lease lease;
    private final Consumption consumption;
    private final Creations creations;
    private final Function<String, MessageListenerContainer> containers;
    private final @Nullable AreaFeed areas;
    private final String group;
    private final List<Thread> threads = new ArrayList<>();
    private final List<MessageListenerContainer> consuming = new ArrayList<>();
    private @Nullable ScheduledExecutorService housekeeping;
    private volatile boolean running;

    EventRuntime(
            AggregateStores stores,
            Indexes indexes,
            Topics topics,
            Relay relay,
            Lease lease,
            Consumption consumption,
            Creations creations,
            Function<String, MessageListenerContainer> containers,
            @Nullable AreaFeed areas,
            String group) {
        this.stores = stores;
        this.indexes = indexes;
        this.topics = topics;
        this.relay = relay;
        this.lease = lease;
        this.consumption = consumption;
        this.creations = creations;
        this.containers = containers;
        this.areas = areas;
        this.group = group;
    }

    @Override
    public synchronized void start() {
        running = true;
        startThread("events-indexes", () -> untilDone("indexes", indexes::make));
        startThread("events-start", () -> {
            if (untilDone("topics", this::makeTopics)) {
                startMoving();
            }
        });
        if (areas != null) {
            startThread("events-areas", areas); // its copy is there even where the broker is not
        }
        ScheduledExecutorService hourly = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("events-housekeeping").factory());
        var _ = hourly.scheduleWithFixedDelay(
                this::keepHouse, PAUSE.toSeconds(), HOUSEKEEPING.toSeconds(), TimeUnit.SECONDS);
        housekeeping = hourly;
    }

    private void startThread(String name, Runnable work) {
        threads.add(Thread.ofPlatform().daemon().name(name).start(work));
    }

    private void makeTopics() throws Exception {
        Set<String> read = new HashSet<>(consumption.topics());
        if (areas != null) {
            read.add(AreaFeed.TOPIC);
        }
        topics.make(stores.roots(), read, group);
    }

    private synchronized void startMoving() {
        if (!running) {
            return;
        }
        startThread("events-relay", relay);
        for (String topic : consumption.topics()) {
            MessageListenerContainer container = containers.apply(topic);
            container.start();
            consuming.add(container);
        }
    }

    private void keepHouse() {
        try {
            creations.forgetOld();
        } catch (RuntimeException storeAway) {
            LOG.warn("Old idempotency keys are forgotten later: {}", storeAway.toString());
        }
    }

    private boolean untilDone(String what, Step step) {
        boolean done = false;
        while (!done && running && !Thread.currentThread().isInterrupted()) {
            done = doneInAWhile(what, step);
        }
        return done;
    }

    /** Tries some hundred times only, since a series of attempts remembers each of its failures. */
    private boolean doneInAWhile(String what, Step step) {
        RetryPolicy whileRunning = RetryPolicy.builder()
                .maxRetries(100)
                .delay(PAUSE)
                .predicate(failure -> running && !(failure instanceof InterruptedException))
                .build();
        try {
            return new RetryTemplate(whileRunning).execute(() -> {
                try {
                    step.run();
                    return true;
                } catch (Exception away) {
                    LOG.warn("The {} are made later: {}", what, away.toString());
                    throw away;
                }
            });
        } catch (RetryException stoppedOrTiredOfTrying) {
            return false;
        }
    }

    @Override
    public void stop() {
        List<Thread> stopping;
        synchronized (this) {
            running = false;
            if (housekeeping != null) {
                housekeeping.shutdownNow();
            }
            consuming.forEach(MessageListenerContainer::stop);
            consuming.clear();
            stopping = List.copyOf(threads);
            threads.clear();
        }
        stopping.forEach(Thread::interrupt);
        try {
            for (Thread thread : stopping) {
                thread.join(Duration.ofSeconds(3));
            }
            lease.release();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException storeAway) {
            LOG.warn("The relay's lease ends by itself: {}", storeAway.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_WEB_SERVER;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
