package io.communitycloud.exchange.maintenance;

import io.communitycloud.exchange.isolation.Maintenance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells the lanes of legacy systems what was announced, from memory: no call waits for the store. */
@Component
class AnnouncedMaintenance implements Maintenance {

    private static final Logger LOG = LoggerFactory.getLogger(AnnouncedMaintenance.class);

    private final MaintenanceWindows windows;
    private final AtomicReference<List<MaintenanceWindow>> known = new AtomicReference<>(List.of());

    AnnouncedMaintenance(MaintenanceWindows windows) {
        this.windows = windows;
    }

    /** Looks at the windows last announced. */
    @Scheduled(fixedDelayString = "${exchange.maintenance.look:5s}")
    void look() {
        try {
            known.set(windows.latest().stream()
                    .filter(window -> window.kind() == MaintenanceKind.SYSTEM)
                    .toList());
        } catch (RuntimeException away) {
            LOG.debug("The windows are looked at again in a moment", away);
        }
    }

    @Override
    public Optional<Instant> until(String systemId, Instant now) {
        return known.get().stream()
                .filter(window -> window.target().equals(systemId) && window.holds(now))
                .map(MaintenanceWindow::until)
                .findFirst();
    }
}
