package io.communitycloud.edge.resilience;

import io.communitycloud.edge.route.Route;
import io.communitycloud.edge.route.RoutingTable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Lets only so many calls wait for one service: what waits there holds memory that all others need. */
@Component
public class Crowds implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private final RoutingTable routes;
    private final int concurrentCalls;
    private final Map<String, Semaphore> byService = new ConcurrentHashMap<>();

    Crowds(RoutingTable routes, ResilienceProperties properties) {
        this.routes = routes;
        this.concurrentCalls = properties.concurrentCalls();
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> call) throws Exception {
        Route route = routes.find(request.servletRequest()).orElseThrow();
        Semaphore places = byService.computeIfAbsent(route.service(), service -> new Semaphore(concurrentCalls));
        if (!places.tryAcquire()) {
            throw new Spared(route.service(), Duration.ofSeconds(1));
        }
        try {
            return call.handle(request);
        } finally {
            places.release();
        }
    }
}
