package io.communitycloud.edge.identity;

import io.communitycloud.common.web.problem.Problems;
import io.communitycloud.edge.problem.EdgeProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lets pass who is known, and everyone to the public pages. Counted against the quota before, so guessing is bounded. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 40)
class SignedIn extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient Problems problems;

    SignedIn(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (Identified.of(request).isPresent() || PublicPaths.include(request)) {
            chain.doFilter(request, response);
        } else {
            boolean sentToken = request.getHeader("Authorization") != null;
            problems.write(sentToken ? EdgeProblem.TOKEN_REFUSED : EdgeProblem.UNAUTHORIZED, request, response);
        }
    }
}
