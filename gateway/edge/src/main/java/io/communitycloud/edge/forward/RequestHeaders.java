package io.communitycloud.edge.forward;

import io.communitycloud.edge.identity.Identified;
import io.communitycloud.edge.trace.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpRequest;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;

/**
 * The header fields a service gets to see.
 *
 * <p>What only a proxy or the platform may say is taken off whoever sends it, and said anew by the edge: whom the call
 * is forwarded for, and its trace. {@code X-Scope-Area} passes only from a system principal.
 */
final class RequestHeaders {

    private static final String SCOPE_AREA = "x-scope-area";

    /** Set by the HTTP client itself, or meaningless behind the edge. */
    private static final Set<String> OWN = Set.of("host", "content-length", "expect");

    /** Believed by some server or framework when they come from a proxy: so they come from the edge or not at all. */
    private static final Set<String> SPOOFABLE = Set.of(
            "forwarded",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "true-client-ip",
            "x-original-url",
            "x-original-host",
            "x-rewrite-url",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "x-request-id",
            "traceparent",
            "baggage");

    private RequestHeaders() {}

    static void copy(HttpServletRequest request, HttpRequest.Builder onward) {
        Set<String> named = HopByHop.namedBy(request.getHeaders("Connection"));
        Enumeration<String> names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            String lower = name.toLowerCase(Locale.ROOT);
            if (passes(lower, request) && !named.contains(lower)) {
                Enumeration<String> values = request.getHeaders(name);
                while (values.hasMoreElements()) {
                    onward.header(name, values.nextElement());
                }
            }
        }
        Trace trace = Trace.of(request);
        onward.header("traceparent", trace.onward());
        onward.header("X-Request-Id", trace.requestId());
        onward.header("X-Forwarded-For", request.getRemoteAddr());
        onward.header("X-Forwarded-Proto", request.getScheme());
        String host = request.getHeader("Host");
        if (host != null) {
            onward.header("X-Forwarded-Host", host);
        }
    }

    private static boolean passes(String name, HttpServletRequest request) {
        return !HopByHop.names(name)
                && !OWN.contains(name)
                && !SPOOFABLE.contains(name)
                && !name.startsWith("x-forwarded-")
                && (!name.equals(SCOPE_AREA) || Identified.bySystem(request));
    }
}
