package io.communitycloud.resident.area;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Loads the areas at start, again and again until the store answers; the service is not ready before. */
@Component
class LoadingAreas implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LoadingAreas.class);

    private final Areas areas;
    private volatile boolean running;

    LoadingAreas(Areas areas) {
        this.areas = areas;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("areas-load").start(this::load);
    }

    private void load() {
        while (running) {
            try {
                areas.load();
                return;
            } catch (RuntimeException storeAway) {
                LOG.warn("The areas are loaded later: {}", storeAway.toString());
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
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
