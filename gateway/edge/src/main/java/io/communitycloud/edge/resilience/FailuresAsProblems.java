package io.communitycloud.edge.resilience;

import io.communitycloud.common.web.problem.Failure;
import io.communitycloud.common.web.problem.Problems;
import io.communitycloud.edge.forward.BodyTooLarge;
import io.communitycloud.edge.forward.UpstreamFailure;
import io.communitycloud.edge.problem.EdgeProblem;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Tells the caller of a failed call what happened in the form every service uses. */
@Component
public class FailuresAsProblems implements HandlerFilterFunction<ServerResponse, ServerResponse> {

    private static final Logger log = LoggerFactory.getLogger(FailuresAsProblems.class);

    private final Problems problems;

    FailuresAsProblems(Problems problems) {
        this.problems = problems;
    }

    @Override
    public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> call) throws Exception {
        try {
            return call.handle(request);
        } catch (Spared e) {
            return new Told(EdgeProblem.unavailable(e.retryAfter()));
        } catch (BodyTooLarge e) {
            return new Told(EdgeProblem.bodyTooLarge(e.limit()));
        } catch (UpstreamFailure e) {
            log.warn("{} {}: {} {}", request.method(), request.requestPath(), e.kind(), e.getMessage());
            return new Told(
                    switch (e.kind()) {
                        case TIMED_OUT -> EdgeProblem.UPSTREAM_TIMEOUT;
                        case UNREACHABLE, BROKEN -> EdgeProblem.unavailable(Duration.ofSeconds(1));
                    });
        } catch (UncheckedIOException | IllegalArgumentException e) {
            // The caller's body broke off or is wrongly framed, or the client library refuses a header field's value.
            log.debug("{} {}: {}", request.method(), request.requestPath(), e.getMessage());
            return new Told(EdgeProblem.MALFORMED_REQUEST.withHeader("Connection", "close"));
        }
    }

    private final class Told implements ServerResponse {

        private final Failure failure;

        private Told(Failure failure) {
            this.failure = failure;
        }

        @Override
        public HttpStatusCode statusCode() {
            return HttpStatusCode.valueOf(failure.status());
        }

        @Override
        public HttpHeaders headers() {
            return new HttpHeaders();
        }

        @Override
        public MultiValueMap<String, Cookie> cookies() {
            return new LinkedMultiValueMap<>();
        }

        @Override
        public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context)
                throws IOException {
            problems.write(failure, request, response);
            return null;
        }
    }
}
