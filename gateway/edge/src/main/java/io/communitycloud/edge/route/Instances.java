package io.communitycloud.edge.route;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.stereotype.Component;

/**
 * Where each service listens: what the registry says, or what it last said.
 *
 * <p>A registry that is away, or back and still empty, takes no address from the list; a call to an instance that is
 * really gone fails by itself. What was known is kept over restarts of the edge.
 */
@Component
public class Instances {

    private static final Logger log = LoggerFactory.getLogger(Instances.class);

    /** The discovery client answers from its own memory, so this only spares building the list for every call. */
    private static final long FRESH_NANOS = Duration.ofMillis(500).toNanos();

    private final DiscoveryClient discovery;
    private final LastKnown lastKnown;
    private final LongSupplier nanoTime;
    private final Map<String, AtomicReference<Listing>> listings = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    @Autowired
    Instances(DiscoveryClient discovery, LastKnown lastKnown) {
        this(discovery, lastKnown, System::nanoTime);
    }

    Instances(DiscoveryClient discovery, LastKnown lastKnown, LongSupplier nanoTime) {
        this.discovery = discovery;
        this.lastKnown = lastKnown;
        this.nanoTime = nanoTime;
        lastKnown
                .read()
                .forEach((service, addresses) -> listings.put(
                        service, new AtomicReference<>(new Listing(addresses, nanoTime.getAsLong() - FRESH_NANOS))));
    }

    /** The next instance in turn. */
    public Optional<URI> next(String service) {
        List<URI> addresses = addresses(service);
        return addresses.isEmpty()
                ? Optional.empty()
                : Optional.of(addresses.get(Math.floorMod(turn.getAndIncrement(), addresses.size())));
    }

    /** All instances known, possibly none. */
    public List<URI> addresses(String service) {
        AtomicReference<Listing> listing = listings.computeIfAbsent(
                service, unknown -> new AtomicReference<>(new Listing(List.of(), nanoTime.getAsLong() - FRESH_NANOS)));
        Listing present = listing.get();
        long now = nanoTime.getAsLong();
        // One caller renews the list; the others go on with the one there is.
        if (now - present.listedAt() >= FRESH_NANOS
                && listing.compareAndSet(present, new Listing(present.addresses(), now))) {
            List<URI> listed = listed(service);
            if (!listed.isEmpty() && !listed.equals(present.addresses())) {
                listing.set(new Listing(listed, now));
                log.info("{} is at {}", service, listed);
                remember();
            }
        }
        return listing.get().addresses();
    }

    /** Whether the registry lists the service now, whatever is remembered. */
    public boolean isListed(String service) {
        return !listed(service).isEmpty();
    }

    private List<URI> listed(String service) {
        try {
            return discovery.getInstances(service).stream()
                    .map(ServiceInstance::getUri)
                    .sorted()
                    .toList();
        } catch (RuntimeException e) {
            log.warn("The registry's list of {} cannot be read: {}", service, e.getMessage());
            return List.of();
        }
    }

    private void remember() {
        Map<String, List<URI>> known = new ConcurrentHashMap<>();
        listings.forEach((service, listing) -> known.put(service, listing.get().addresses()));
        lastKnown.write(known);
    }

    private record Listing(List<URI> addresses, long listedAt) {}
}
