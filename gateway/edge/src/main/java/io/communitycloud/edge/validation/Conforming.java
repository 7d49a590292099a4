package io.communitycloud.edge.validation;

import io.communitycloud.common.web.problem.Failure;
import io.communitycloud.common.web.problem.Problems;
import io.communitycloud.edge.identity.Identified;
import io.communitycloud.edge.problem.EdgeProblem;
import io.communitycloud.edge.route.Route;
import io.communitycloud.edge.route.RoutingTable;
import io.communitycloud.edge.validation.JudgedBodies.Judged;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Refuses a request whose path, query or JSON body breaks the published document of its operation.
 *
 * <p>It says what the service would have said, in the same words and only where the service would have come to say it, so
 * that nobody can tell who refused. What no document knows, and what it cannot judge, passes.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 60)
class Conforming extends HttpFilter implements MeterBinder {

    private static final long serialVersionUID = 1L;

    private final transient Contracts contracts;
    private final transient JudgedBodies bodies;
    private final transient RoutingTable routes;
    private final transient Problems problems;
    private final transient LongAdder refused = new LongAdder();
    private final boolean enabled;

    Conforming(
            Contracts contracts,
            JudgedBodies bodies,
            RoutingTable routes,
            Problems problems,
            ValidationProperties properties) {
        this.contracts = contracts;
        this.bodies = bodies;
        this.routes = routes;
        this.problems = problems;
        this.enabled = properties.enabled();
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        FunctionCounter.builder("cloud.requests.nonconforming", refused, LongAdder::sum)
                .description("Requests refused because they break the published document of their operation")
                .register(meters);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Route> route = enabled ? routes.find(request) : Optional.empty();
        PublishedOperation operation = route.isEmpty()
                ? null
                : contracts.find(request.getMethod(), request.getRequestURI()).orElse(null);
        if (route.isEmpty() || operation == null) {
            chain.doFilter(request, response);
            return;
        }
        Failure fault = operation.faultOfAddress(request.getRequestURI(), request.getQueryString());
        if (fault != null) {
            refuseOrPass(fault, operation, request, response, chain);
            return;
        }
        BodyRule rule = operation.body(request.getContentType());
        if (rule == null) {
            chain.doFilter(request, response);
            return;
        }
        judge(rule, operation, route.get(), request, response, chain);
    }

    private void judge(
            BodyRule rule,
            PublishedOperation operation,
            Route route,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        Judged judged;
        try {
            judged = bodies.judge(rule, route.bodyBytes(), request);
        } catch (IOException broken) {
            // The caller's body broke off or is wrongly framed.
            problems.write(EdgeProblem.MALFORMED_REQUEST.withHeader("Connection", "close"), request, response);
            return;
        }
        try (judged) {
            refuseOrPass(judged.fault(), operation, judged.request(), response, chain);
        }
    }

    private void refuseOrPass(
            @Nullable Failure fault,
            PublishedOperation operation,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        if (fault == null
                || operation.isRefusedSooner(request, Identified.of(request).orElse(null))) {
            chain.doFilter(request, response);
        } else {
            refused.increment();
            problems.write(fault, request, response);
        }
    }
}
