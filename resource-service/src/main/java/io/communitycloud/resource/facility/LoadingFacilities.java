package io.communitycloud.resource.facility;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Enters the shipped facilities at the first start, as soon as their areas are known and the store answers. */
@Component
class LoadingFacilities implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LoadingFacilities.class);

    private final Facilities facilities;
    private final AreaTree areas;
    private final Clock clock;
    private volatile boolean running;

    LoadingFacilities(Facilities facilities, AreaTree areas, Clock clock) {
        this.facilities = facilities;
        this.areas = areas;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("facilities-load").start(this::untilLoaded);
    }

    private void untilLoaded() {
        while (running) {
            try {
                if (load()) {
                    return;
                }
            } catch (RuntimeException storeAway) {
                LOG.warn("The facilities are loaded later: {}", storeAway.toString());
            }
            try {
                Thread.sleep(Duration.ofMillis(500));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Whether all shipped facilities are in the register now. */
    boolean load() {
        List<ShippedFacilities.Shipped> shipped = ShippedFacilities.all();
        if (shipped.stream().anyMatch(each -> areas.find(each.area()).isEmpty())) {
            return false;
        }
        int entered = 0;
        for (ShippedFacilities.Shipped each : shipped) {
            if (facilities.find(each.id(), Scope.everything()).isEmpty()) {
                entered += enter(each);
            }
        }
        LOG.info("{} facilities are shipped, {} of them entered just now", shipped.size(), entered);
        return true;
    }

    private int enter(ShippedFacilities.Shipped shipped) {
        try {
            facilities.save(Facility.register(
                    shipped.id(),
                    shipped.area(),
                    areas.path(shipped.area()),
                    shipped.kind(),
                    shipped.description(),
                    clock.instant()));
            return 1;
        } catch (DuplicateKeyException enteredByAnotherInstance) {
            return 0;
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
