package io.communitycloud.edge.identity;

import io.communitycloud.common.web.problem.Problems;
import io.communitycloud.edge.problem.EdgeProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
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
    private final transient Problems problems;

    Identifying(Tokens tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            try {
                tokens.callerOf(authorization.substring(SCHEME.length()).strip())
                        .ifPresent(caller -> Identified.as(caller, request));
            } catch (KeysUnknown e) {
                if (!PublicPaths.include(request)) {
                    problems.write(EdgeProblem.unavailable(Duration.ofSeconds(1)), request, response);
                    return;
                }
            }
        }
        chain.doFilter(request, response);
    }
}
