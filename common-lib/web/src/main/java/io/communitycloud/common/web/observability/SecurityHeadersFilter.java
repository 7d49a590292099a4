package io.communitycloud.common.web.observability;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sets the headers that keep a browser from guessing, framing or leaking; a handler may set its own value.
 *
 * <p>The headers stay single even where a proxied answer brings them a second time.
 */
public final class SecurityHeadersFilter extends OncePerRequestFilter {

    private static final Map<String, String> HEADERS = headers();

    private static Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        // Validators (ETag) may be used, but only by the caller itself and never without asking.
        headers.put("Cache-Control", "private, no-cache");
        return headers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HEADERS.forEach(response::setHeader);
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        chain.doFilter(request, new SingleHeaders(response));
    }

    private static final class SingleHeaders extends HttpServletResponseWrapper {

        SingleHeaders(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addHeader(String name, String value) {
            if (HEADERS.containsKey(name) || name.toLowerCase(Locale.ROOT).equals("x-request-id")) {
                setHeader(name, value);
            } else {
                super.addHeader(name, value);
            }
        }
    }
}
