package io.communitycloud.common.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** The one place where an exception of a handler becomes an answer. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public final class ProblemAdvice {

    private final Problems problems;
    private final Failures failures;

    public ProblemAdvice(Problems problems, Failures failures) {
        this.problems = problems;
        this.failures = failures;
    }

    /** The caller has gone away; there is nobody to tell. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void abandoned() {}

    @ExceptionHandler(Throwable.class)
    void failed(Throwable thrown, HttpServletRequest request, HttpServletResponse response) throws Throwable {
        if (thrown.getClass().getName().startsWith("org.springframework.security.")) {
            // Security's own filters know the caller and answer with the right challenge.
            throw thrown;
        }
        problems.write(failures.of(thrown), request, response);
    }
}
