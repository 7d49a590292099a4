package io.communitycloud.common.web.limit;

import io.communitycloud.common.web.problem.Failure;
import io.communitycloud.common.web.problem.Failures;
import io.communitycloud.common.web.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses addresses with control characters or broken escapes, bounds the body, and answers whatever a filter behind it
 * throws.
 */
public final class RequestLimitFilter extends OncePerRequestFilter {

    private final long limit;
    private final Problems problems;
    private final Failures failures;

    public RequestLimitFilter(long limit, Problems problems, Failures failures) {
        this.limit = limit;
        this.problems = problems;
        this.failures = failures;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isClean(request.getRequestURI()) || !isClean(request.getQueryString())) {
            problems.write(Failure.of(400, "malformed-request"), request, response);
            return;
        }
        try {
            chain.doFilter(new LimitedRequest(request, limit), response);
        } catch (ServletException | IOException | RuntimeException e) {
            if (response.isCommitted()) {
                throw e;
            }
            problems.write(failures.of(e), request, response);
        }
    }

    /** Whether every escape is complete, the whole is UTF-8 and nothing in it is a control character. */
    static boolean isClean(@Nullable String escaped) {
        if (escaped == null) {
            return true;
        }
        ByteBuffer bytes = ByteBuffer.allocate(escaped.length() * 3);
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '%') {
                int high = i + 2 < escaped.length() ? Character.digit(escaped.charAt(i + 1), 16) : -1;
                int low = i + 2 < escaped.length() ? Character.digit(escaped.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return false;
                }
                bytes.put((byte) (high * 16 + low));
                i += 2;
            } else {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.flip())
                    .chars()
                    .noneMatch(Character::isISOControl);
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
