package io.communitycloud.edge.route;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Finds the route of a path by its longest prefix of whole segments: one look-up per segment, however many routes. */
@Component
public final class RoutingTable {

    private static final String FOUND = RoutingTable.class.getName() + ".found";

    /** No prefix is longer, so a path of a thousand segments costs no more than one of four. */
    private static final int DEEPEST = 4;

    private final Map<String, Route> routes = new HashMap<>();
    private final Duration usualPatience;

    public RoutingTable(RouteProperties properties) {
        this.usualPatience = properties.patience();
        properties
                .services()
                .forEach((service, prefixes) -> prefixes.forEach(prefix -> {
                    Route known = routes.put(prefix, route(service, prefix, properties));
                    if (known != null) {
                        throw new IllegalStateException(
                                prefix + " belongs to " + known.service() + " and to " + service);
                    }
                }));
        for (String prefix : properties.exceptions().keySet()) {
            Route owner = find(prefix)
                    .orElseThrow(() -> new IllegalStateException("An exception without a route: " + prefix));
            routes.put(prefix, route(owner.service(), prefix, properties));
        }
    }

    private static Route route(String service, String prefix, RouteProperties properties) {
        RouteProperties.Difference exception = properties.exceptions().get(prefix);
        return new Route(
                prefix,
                service,
                exception == null || exception.patience() == null ? properties.patience() : exception.patience(),
                (exception == null || exception.body() == null ? properties.body() : exception.body()).toBytes());
    }

    /** Every service the table names, in order of name. */
    public Set<String> services() {
        Set<String> services = new TreeSet<>();
        routes.values().forEach(route -> services.add(route.service()));
        return services;
    }

    /** All routes in order of prefix. */
    public List<Route> routes() {
        return routes.values().stream()
                .sorted(Comparator.comparing(Route::prefix))
                .toList();
    }

    public Duration usualPatience() {
        return usualPatience;
    }

    public Optional<Route> find(String path) {
        int end = endOfSegment(path, DEEPEST);
        while (end > 0) {
            Route route = routes.get(path.substring(0, end));
            if (route != null) {
                return Optional.of(route);
            }
            end = path.lastIndexOf('/', end - 1);
        }
        return Optional.empty();
    }

    /** The route of a request, found once and remembered with it. */
    public Optional<Route> find(HttpServletRequest request) {
        if (request.getAttribute(FOUND) instanceof Route route) {
            return Optional.of(route);
        }
        Optional<Route> route = find(request.getRequestURI());
        route.ifPresent(found -> request.setAttribute(FOUND, found));
        return route;
    }

    private static int endOfSegment(String path, int segments) {
        int end = 0;
        for (int i = 0; i <= segments; i++) {
            int next = path.indexOf('/', i == 0 ? 0 : end + 1);
            if (next < 0) {
                return path.length();
            }
            end = next;
        }
        return end;
    }
}
