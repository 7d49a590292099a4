package io.communitycloud.edge.resilience;

import io.communitycloud.edge.forward.UpstreamFailure;
import io.communitycloud.edge.route.Route;
import io.communitycloud.edge.route.RoutingTable;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Tries a safe call once more, at the next instance, when its connection failed.
 *
 * <p>Never a write: the edge cannot know whether it took effect. Never after a time-out: the caller has waited enough.
 */
@Component
public class Retries implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private final RoutingTable routes;
    private final int perSecond;
    private final Map<String, Bucket> budgets = new ConcurrentHashMap<>();

    Retries(RoutingTable routes, ResilienceProperties properties) {
        this.routes = routes;
        this.perSecond = properties.retriesPerSecond();
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> call) throws Exception {
        try {
            return call.handle(request);
        } catch (UpstreamFailure e) {
            if (isSafe(request.method()) && e.kind() != UpstreamFailure.Kind.TIMED_OUT && hasBudget(request)) {
                return call.handle(request);
            }
            throw e;
        }
    }

    /** GET and HEAD, which carry no body that would have been read already. */
    private static boolean isSafe(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    private boolean hasBudget(ServerRequest request) {
        Route route = routes.find(request.servletRequest()).orElseThrow();
        return budgets.computeIfAbsent(
                        route.service(),
                        service -> Bucket.builder()
                                .addLimit(limit ->
                                        limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                                .build())
                .tryConsume(1);
    }
}
