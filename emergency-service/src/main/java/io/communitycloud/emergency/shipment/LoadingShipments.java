package io.communitycloud.emergency.shipment;

import io.communitycloud.common.events.OutboxSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Loads every shipment, tried again until the store answers and what it needs is known. */
@Component
class LoadingShipments implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LoadingShipments.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final List<Shipment> shipments;
    private final OutboxSignal stopping = new OutboxSignal();
    private volatile boolean running;

    LoadingShipments(List<Shipment> shipments) {
        this.shipments = List.copyOf(shipments);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("shipments").start(this::untilLoaded);
    }

    private void untilLoaded() {
        List<Shipment> waiting = new ArrayList<>(shipments);
        try {
            while (running && !waiting.isEmpty()) {
                waiting.removeIf(LoadingShipments::load);
                if (!waiting.isEmpty()) {
                    stopping.await(PAUSE);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean load(Shipment shipment) {
        try {
            return shipment.load();
        } catch (RuntimeException storeAway) {
            LOG.warn("{} is loaded later: {}", shipment.getClass().getSimpleName(), storeAway.toString());
            return false;
        }
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
