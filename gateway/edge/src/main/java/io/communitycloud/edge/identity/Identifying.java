package io.communitycloud.edge.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Finds out who calls, where a good token says so. What an unknown caller may do is decided further on.
 *
 * <p>A plain filter: the chain of a security framework would cost more than the check itself, and the edge needs of it
 * neither sessions nor logins.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class Identifying extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String SCHEME = "Bearer ";

    private final transient Tokens tokens;

    Identifying(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            tokens.callerOf(authorization.substring(SCHEME.length()).strip())
                    .ifPresent(caller -> Identified.as(caller, request));
        }
        chain.doFilter(request, response);
    }
}
