package io.communitycloud.common.events.autoconfigure;

import io.communitycloud.common.events.areas.AreaFeed;
import io.communitycloud.common.events.consumption.Consumption;
import io.communitycloud.common.events.relay.Lease;
import io.communitycloud.common.events.relay.Relay;
import io.communitycloud.common.events.store.AggregateStores;
import io.communitycloud.common.events.store.Indexes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Starts and stops what moves events: indexes and topics first, then relay and consumption.
 *
 * <p>Nothing here keeps a service from starting: while store or broker are away it is tried again, each for itself, so that
 * writes go on without the broker.
 */
final class EventRuntime implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventRuntime.class);

    private final AggregateStores stores;
    private final Indexes indexes;
    private final Topics topics;
    private final Relay relay;
    private final Lease lease;
    private final Consumption consumption;
    private final Function<String, MessageListenerContainer> containers;
    private final @Nullable AreaFeed areas;
    private final String group;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<MessageListenerContainer> consuming = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    EventRuntime(
            AggregateStores stores,
            Indexes indexes,
            Topics topics,
            Relay relay,
            Lease lease,
            Consumption consumption,
            Function<String, MessageListenerContainer> containers,
            @Nullable AreaFeed areas,
            String group) {
        this.stores = stores;
        this.indexes = indexes;
        this.topics = topics;
        this.relay = relay;
        this.lease = lease;
        this.consumption = consumption;
        this.containers = containers;
        this.areas = areas;
        this.group = group;
    }

    @Override
    public void start() {
        running = true;
        threads.add(
                Thread.ofPlatform().daemon().name("events-indexes").start(() -> untilDone("indexes", indexes::make)));
        threads.add(Thread.ofPlatform().daemon().name("events-start").start(() -> {
            untilDone("topics", this::makeTopics);
            if (running) {
                startMoving();
            }
        }));
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
        threads.add(Thread.ofPlatform().daemon().name("events-relay").start(relay));
        if (areas != null) {
            threads.add(Thread.ofPlatform().daemon().name("events-areas").start(areas));
        }
        for (String topic : consumption.topics()) {
            MessageListenerContainer container = containers.apply(topic);
            container.start();
            consuming.add(container);
        }
    }

    private void untilDone(String what, Step step) {
        while (running) {
            try {
                step.run();
                return;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception away) {
                LOG.warn("The {} are made later: {}", what, away.toString());
                try {
                    Thread.sleep(Duration.ofSeconds(1));
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        consuming.forEach(MessageListenerContainer::stop);
        consuming.clear();
        List<Thread> stopping = new ArrayList<>(threads);
        threads.clear();
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

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
