package io.communitycloud.edge.guard;

import io.communitycloud.common.web.problem.Problems;
import io.communitycloud.edge.problem.EdgeProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Refuses a request that two servers could read differently.
 *
 * <p>A path is passed on as it came, so one that means something else after decoding or clean-up could be judged as one
 * resource here and served as another there.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class StrictRequests extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final transient Problems problems;

    StrictRequests(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!METHODS.contains(request.getMethod())) {
            problems.write(EdgeProblem.METHOD_NOT_ALLOWED, request, response);
        } else if (isAmbiguous(request.getRequestURI()) || !isWellEscaped(request.getQueryString())) {
            problems.write(EdgeProblem.AMBIGUOUS_ADDRESS, request, response);
        } else if (!isPlainlyFramed(request)) {
            problems.write(EdgeProblem.AMBIGUOUS_BODY, request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    static boolean isAmbiguous(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean bad = switch (c) {
                case ';', '\\' -> true;
                case '/' -> isFollowedByNothingOrDots(path, i + 1);
                case '%' -> isEscapeOfASeparator(path, i);
                default -> c < 0x21 || c > 0x7e;
            };
            if (bad) {
                return true;
            }
        }
        return !path.startsWith("/");
    }

    /** {@code //}, {@code /./}, {@code /../} and the same at the end. */
    private static boolean isFollowedByNothingOrDots(String path, int from) {
        int end = path.indexOf('/', from);
        String segment = end < 0 ? path.substring(from) : path.substring(from, end);
        return segment.equals(".") || segment.equals("..") || (segment.isEmpty() && end >= 0);
    }

    /** A slash, backslash, dot, percent or control character in disguise; or an escape that is none. */
    private static boolean isEscapeOfASeparator(String path, int at) {
        int value = escaped(path, at);
        return value < 0x20
                || value == '/'
                || value == '\\'
                || value == '.'
                || value == '%'
                || value == ';'
                || value == 0x7f;
    }

    static boolean isWellEscaped(@Nullable String query) {
        if (query == null) {
            return true;
        }
        for (int at = query.indexOf('%'); at >= 0; at = query.indexOf('%', at + 1)) {
            if (escaped(query, at) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int escaped(String text, int at) {
        if (at + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at + 1), 16);
        int low = Character.digit(text.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /** One statement of the body's length, or one coding we know; never both. */
    private static boolean isPlainlyFramed(HttpServletRequest request) {
        String coding = request.getHeader("Transfer-Encoding");
        if (coding == null) {
            return true;
        }
        return !StrictProtocol.isMarked(request)
                && coding.equalsIgnoreCase("chunked")
                && request.getHeader("Content-Length") == null
                && request.getProtocol().equals("HTTP/1.1");
    }
}
