package io.communitycloud.edge.overview;

import io.communitycloud.edge.forward.Asking;
import io.communitycloud.edge.resilience.Breakers;
import io.communitycloud.edge.route.Instances;
import io.communitycloud.edge.route.RoutingTable;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * What state each part is in, looked at when somebody asks and not more often than every two seconds.
 *
 * <p>All parts are asked at once, so a silent one costs one patience, whatever their number.
 */
@Component
public class Overview {

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMillis(800);

    /** The management port stands this far above the service's own. */
    private static final int MANAGEMENT_OFFSET = 1000;

    private final RoutingTable routes;
    private final Instances instances;
    private final Breakers breakers;
    private final PartAddresses others;
    private final Asking asking;
    private final Clock clock;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<List<Part>> seen = new AtomicReference<>(List.of());

    Overview(
            RoutingTable routes,
            Instances instances,
            Breakers breakers,
            PartAddresses others,
            Asking asking,
            Clock clock) {
        this.routes = routes;
        this.instances = instances;
        this.breakers = breakers;
        this.others = others;
        this.asking = asking;
        this.clock = clock;
    }

    /** Every part, in order of name. */
    public List<Part> parts() {
        List<Part> known = seen.get();
        boolean fresh =
                !known.isEmpty() && known.getFirst().observedAt().plus(FRESH).isAfter(clock.instant());
        if (fresh) {
            return known;
        }
        List<Part> parts = look();
        seen.set(parts);
        return parts;
    }

    private List<Part> look() {
        Instant now = clock.instant();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("edge", State.UP, 1, "closed", now));
        List<CompletableFuture<Part>> asked = new ArrayList<>();
        routes.services().forEach(service -> asked.add(ask(() -> ofService(service, now))));
        others.byName().forEach((name, address) -> asked.add(ask(() -> ofOther(name, address, now))));
        asked.forEach(each -> parts.add(each.join()));
        parts.sort(Comparator.comparing(Part::name));
        return List.copyOf(parts);
    }

    private CompletableFuture<Part> ask(Supplier<Part> question) {
        return CompletableFuture.supplyAsync(question, threads);
    }

    private Part ofService(String service, Instant now) {
        List<URI> addresses = instances.addresses(service);
        State best = State.DOWN;
        int up = 0;
        for (URI address : addresses) {
            State state = asking.get(readiness(address), PATIENCE, Map.of())
                    .map(answer -> answer.statusCode() == 200 ? State.UP : State.STARTING)
                    .orElse(State.DOWN);
            up += state == State.UP ? 1 : 0;
            best = state.compareTo(best) < 0 ? state : best;
        }
        String breaker = breakers.state(service)
                .map(state -> state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse("closed");
        return new Part(service, best, up, breaker, now);
    }

    /** A part that is not in the registry is up when it answers at all, be it with a refusal. */
    private Part ofOther(String name, URI address, Instant now) {
        Optional<HttpResponse<String>> answer = asking.get(address, PATIENCE, Map.of());
        State state = answer.isEmpty() ? State.DOWN : answer.get().statusCode() < 500 ? State.UP : State.STARTING;
        return new Part(name, state, state == State.UP ? 1 : 0, "closed", now);
    }

    private static URI readiness(URI instance) {
        return URI.create(instance.getScheme() + "://" + instance.getHost() + ":"
                + (instance.getPort() + MANAGEMENT_OFFSET) + "/actuator/health/readiness");
    }

    /** The better first. */
    public enum State {
        UP,
        STARTING,
        DOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One part as last seen.
     *
     * @param instances that are up
     * @param breaker whether the edge lets calls through: {@code closed} yes, {@code open} no, {@code half-open} it tries
     */
    public record Part(String name, State state, int instances, String breaker, Instant observedAt) {}
}
