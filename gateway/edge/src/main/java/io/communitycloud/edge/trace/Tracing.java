package io.communitycloud.edge.trace;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives every call its ids before anything else can refuse it, and tells the caller. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Tracing extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Trace trace = Trace.begin(request.getHeader("traceparent"), request.getHeader("X-Request-Id"));
        trace.attach(request);
        response.setHeader("X-Request-Id", trace.requestId());
        response.setHeader("traceparent", trace.onward());
        MDC.put("traceId", trace.traceId());
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove("traceId");
        }
    }
}
