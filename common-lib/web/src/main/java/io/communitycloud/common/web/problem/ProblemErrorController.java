package io.communitycloud.common.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what filters and the container report through the error dispatch. */
@Controller
public final class ProblemErrorController implements ErrorController {

    private final Problems problems;
    private final Failures failures;

    public ProblemErrorController(Problems problems, Failures failures) {
        this.problems = problems;
        this.failures = failures;
    }

    @RequestMapping("${server.error.path:${error.path:/error}}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Failure failure;
        if (thrown instanceof Throwable throwable) {
            failure = failures.of(throwable);
        } else if (status instanceof Integer code) {
            failure = Failures.ofStatus(code);
        } else {
            // Somebody asked for the error page itself.
            failure = Failure.of(404, "not-found");
        }
        problems.write(failure, request, response);
    }
}
