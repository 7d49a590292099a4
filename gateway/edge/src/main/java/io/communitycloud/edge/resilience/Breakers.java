package io.communitycloud.edge.resilience;

import io.communitycloud.edge.forward.UpstreamFailure;
import io.communitycloud.edge.route.Route;
import io.communitycloud.edge.route.RoutingTable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Spares a service that does not answer, and its callers the wait.
 *
 * <p>Only the lack of an answer, or a late one, counts. A problem a service answers with, 5xx included, is its answer: a
 * caller that provokes one cannot take the service from all others.
 */
@Component
public class Breakers implements HandlerFilterFunction<ServerResponse, ServerResponse>, MeterBinder {

    /** A door that is shut at once costs nobody a wait, and a service that is being started is not to be judged by it. */
    private static final long AT_ONCE = Duration.ofMillis(250).toNanos();

    private final RoutingTable routes;
    private final ResilienceProperties properties;
    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    private final Map<String, Lane> byName = new ConcurrentHashMap<>();

    Breakers(RoutingTable routes, ResilienceProperties properties) {
        this.routes = routes;
        this.properties = properties;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> call) throws Exception {
        Route route = routes.find(request.servletRequest()).orElseThrow();
        Lane lane = lane(route);
        if (!lane.lets()) {
            throw new Spared(route.service(), properties.rest());
        }
        long begun = System.nanoTime();
        try {
            ServerResponse answer = call.handle(request);
            lane.answered(System.nanoTime() - begun);
            return answer;
        } catch (UpstreamFailure e) {
            long took = System.nanoTime() - begun;
            if (e.kind() == UpstreamFailure.Kind.UNREACHABLE && took < AT_ONCE) {
                lane.cannotTell();
            } else {
                lane.failed(took, e);
            }
            throw e;
        } catch (Exception e) {
            lane.cannotTell();
            throw e;
        }
    }

    /** The state of a service's usual lane, empty where it was never called. */
    public Optional<CircuitBreaker.State> state(String service) {
        return Optional.ofNullable(byName.get(service)).map(Lane::state);
    }

    private Lane lane(Route route) {
        String name = route.lane(routes.usualPatience());
        Lane known = byName.get(name);
        return known != null ? known : byName.computeIfAbsent(name, unknown -> newLane(unknown, route));
    }

    private Lane newLane(String name, Route route) {
        return new Lane(registry.circuitBreaker(name, config(route.patience())), properties.memory(), System::nanoTime);
    }

    private CircuitBreakerConfig config(Duration patience) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(properties.window())
                .minimumNumberOfCalls(properties.leastCalls())
                .failureRateThreshold(properties.failurePercent())
                // The library's default of 60 s would let a service hang for ever without noticing.
                .slowCallDurationThreshold(
                        patience.multipliedBy(properties.slowShare()).dividedBy(100))
                .slowCallRateThreshold(properties.slowPercent())
                .waitDurationInOpenState(properties.rest())
                .permittedNumberOfCallsInHalfOpenState(properties.trials())
                // Trials that never end must not keep the breaker from trying again.
                .maxWaitDurationInHalfOpenState(patience.plus(properties.rest()))
                .build();
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
    }
}
