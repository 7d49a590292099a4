package io.communitycloud.edge.partner;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Where partners try their systems: paths behind {@code /sandbox}, which the exchange answers with what it makes up. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class Sandbox extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String PREFIX = "/sandbox";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isMeantBy(request)) {
            // Whatever comes of the call, nobody takes it for an answer of production.
            response.setHeader("X-Sandbox", "synthetic");
        }
        chain.doFilter(request, response);
    }

    static boolean isMeantBy(HttpServletRequest request) {
        return request.getRequestURI().startsWith(PREFIX + "/");
    }

    /** The path of the same operation in production. */
    static String outside(String path) {
        return path.substring(PREFIX.length());
    }
}
