package io.communitycloud.exchange.isolation;

import io.communitycloud.exchange.manifest.Manifest;
import io.communitycloud.exchange.manifest.Manifests;
import io.communitycloud.exchange.manifest.Served;
import io.communitycloud.exchange.wire.Calling;
import io.communitycloud.exchange.wire.Deadline;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The lanes to all systems; a manifest that is taken into service gets a new one. */
@Component
public class Lanes implements DisposableBean {

    private final Calling calling;
    private final Clock clock;
    private final OpeningClock openingClock;
    private final Maintenance maintenance;
    private final ExecutorService probes = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, SystemState> told = new ConcurrentHashMap<>();
    private final List<BiConsumer<Lane, SystemState>> listeners = new CopyOnWriteArrayList<>();

    private volatile Map<String, Lane> lanes = Map.of();

    public Lanes(
            Manifests manifests,
            Calling calling,
            Clock clock,
            OpeningClock openingClock,
            ObjectProvider<Maintenance> maintenance) {
        this.calling = calling;
        this.clock = clock;
        this.openingClock = openingClock;
        this.maintenance = (system, now) -> {
            Maintenance announced = maintenance.getIfAvailable();
            return announced == null ? Optional.empty() : announced.until(system, now);
        };
        manifests.follow(this::serve);
    }

    private synchronized void serve(Manifests now) {
        Map<String, Lane> next = new TreeMap<>();
        for (Served served : now.all()) {
            String id = served.manifest().id();
            Lane present = lanes.get(id);
            next.put(
                    id,
                    present != null && present.serves(served)
                            ? present
                            : new Lane(
                                    served,
                                    calling.isLive(served.manifest()),
                                    clock,
                                    openingClock.clock(),
                                    maintenance,
                                    System::nanoTime));
        }
        lanes = Map.copyOf(next);
    }

    public Optional<Lane> find(String systemId) {
        return Optional.ofNullable(lanes.get(systemId));
    }

    public Collection<Lane> all() {
        return lanes.values();
    }

    /** Tells of every change of a system's state, with the state before. */
    public void follow(BiConsumer<Lane, SystemState> listener) {
        listeners.add(listener);
    }

    /** Looks after every lane; nothing here waits for a system. */
    @Scheduled(fixedDelayString = "${exchange.lanes.look:1s}")
    public void look() {
        for (Lane lane : lanes.values()) {
            if (lane.isLive()) {
                lane.look();
                if (lane.wantsProbe()) {
                    probes.execute(() -> probe(lane));
                }
            }
            if (!lane.isLive() && lane.wantsNews()) {
                probes.execute(() -> lane.heard(calling.heard(lane.served().manifest())));
            }
            tell(lane);
        }
    }

    private void tell(Lane lane) {
        SystemState now = lane.state();
        SystemState put = told.put(lane.systemId(), now);
        SystemState before = put == null ? SystemState.UNKNOWN : put;
        if (before != now) {
            listeners.forEach(listener -> listener.accept(lane, before));
        }
    }

    private void probe(Lane lane) {
        Served served = lane.served();
        Manifest.Probe probe = served.manifest().probe();
        if (probe == null) {
            return;
        }
        served.operation(probe.operation())
                .ifPresent(operation -> lane.probe(
                        () -> calling.make(served, operation, probe.request(), Deadline.in(lane.probeTimeout()))));
    }

    @Override
    public void destroy() {
        probes.shutdownNow();
    }
}
