package io.communitycloud.edge.browser;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Tells browsers which other origins' pages may call (CORS), and answers for every service when they ask beforehand.
 *
 * <p>Nobody else is told anything, so a browser keeps the answer from a page that is not listed. Cookies are never allowed:
 * who calls is said by a token, which no foreign page has.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class ListedOrigins extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";

    /** Header fields a page may send. */
    private static final String TAKEN =
            "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match,"
                    + " If-None-Match, X-Case, X-Purpose, X-Request-Id, traceparent";

    /** Header fields a page may read. */
    private static final String SHOWN = "ETag, Location, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id,"
            + " traceparent, Deprecation, Sunset, WWW-Authenticate, Answer-Proof";

    private final transient Set<String> listed;
    private final String remembered;

    ListedOrigins(CorsProperties properties) {
        this.listed = Set.copyOf(properties.origins());
        this.remembered = String.valueOf(properties.remembered().toSeconds());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (listed.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        response.addHeader("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (origin == null || !listed.contains(origin)) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        if (isAskedBeforehand(request)) {
            response.addHeader("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers");
            response.setHeader("Access-Control-Allow-Methods", METHODS);
            response.setHeader("Access-Control-Allow-Headers", TAKEN);
            response.setHeader("Access-Control-Max-Age", remembered);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            response.setHeader("Access-Control-Expose-Headers", SHOWN);
            chain.doFilter(request, response);
        }
    }

    private static boolean isAskedBeforehand(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }
}
