package io.communitycloud.exchange.migration;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.manifest.Manifest;
import io.communitycloud.exchange.manifest.Manifests;
import io.communitycloud.exchange.manifest.Served;
import io.communitycloud.exchange.operation.OperationEnds;
import io.communitycloud.exchange.operation.OperationGuard;
import io.communitycloud.exchange.operation.OperationObserver;
import io.communitycloud.exchange.operation.OperationRefusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts calls to operations that are to end and to their successors, and turns calls away once the end has come. */
@Component
public class WatchingMigrations implements OperationGuard, OperationObserver, OperationEnds {

    private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

    private final Migrations migrations;
    private final Manifests manifests;
    private final Clock clock;

    WatchingMigrations(Migrations migrations, Manifests manifests, Clock clock) {
        this.migrations = migrations;
        this.manifests = manifests;
        this.clock = clock;
    }

    @Override
    public void admit(Caller caller, Served served, Served.Operation operation) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), CITY);
        boolean over = migrations
                .sunset(served.manifest().id(), operation.id())
                .filter(sunset -> !sunset.on().isAfter(today))
                .isPresent();
        if (over) {
            throw new Refused(OperationRefusal.SUNSET);
        }
    }

    @Override
    public void called(Caller caller, String systemId, String operation) {
        migrations.count(systemId, operation, Migrations.Side.OLD, Callers.nameOf(caller));
    }

    @Override
    public Optional<End> of(String systemId, String operation) {
        return migrations
                .sunset(systemId, operation)
                .flatMap(sunset -> manifests
                        .find(systemId)
                        .flatMap(served -> served.manifest().migrations().stream()
                                .filter(each -> each.operation().equals(operation))
                                .findFirst())
                        .map(migration -> new End(sunset.on(), migration.replacement())));
    }

    /**
     * Counts a call to one of our own services, where it is what takes an old operation's place.
     *
     * @param path without its query
     * @param bureau the caller's, null where it has none
     */
    public void seen(String method, String path, @Nullable String bureau) {
        for (Served served : manifests.all()) {
            for (Manifest.Migration migration : served.manifest().migrations()) {
                if (Replacement.of(migration.replacement()).isMeantBy(method, path)) {
                    migrations.count(
                            served.manifest().id(),
                            migration.operation(),
                            Migrations.Side.NEW,
                            bureau == null ? Callers.STAFF : bureau);
                }
            }
        }
    }
}
