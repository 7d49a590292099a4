package io.communitycloud.common.web.problem;

import io.communitycloud.common.web.observability.TraceIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts a failure into words and onto the wire; for controllers, filters, entry points and the container alike.
 *
 * <p>The retry hint of 429 and 503 is one second unless the failure names another.
 */
public final class Problems {

    public static final String MEDIA_TYPE = "application/problem+json";

    private final ProblemMessages messages;
    private final JsonMapper json;

    public Problems(ProblemMessages messages, JsonMapper json) {
        this.messages = messages;
        this.json = json;
    }

    /** The problem in the language the request asks for. */
    public Problem describe(Failure failure, HttpServletRequest request) {
        Locale language = ProblemMessages.language(request.getHeader("Accept-Language"));
        String title = messages.text(language, "problem." + failure.code() + ".title", failure.arguments());
        String detail = messages.text(language, "problem." + failure.code() + ".detail", failure.arguments());
        List<Problem.Entry> entries = failure.errors().stream()
                .map(error -> new Problem.Entry(
                        error.pointer(),
                        error.code(),
                        message(language, error.message(), error.code(), error.arguments())))
                .toList();
        return new Problem(
                "/problems/" + failure.code(),
                title == null ? failure.code() : title,
                failure.status(),
                detail == null ? (title == null ? failure.code() : title) : detail,
                instance(request),
                failure.code(),
                TraceIds.of(request),
                failure.retriable(),
                entries);
    }

    /** Answers with the problem; does nothing where the answer has already begun. */
    public void write(Failure failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] body = json.writeValueAsBytes(describe(failure, request));
        response.resetBuffer();
        response.setStatus(failure.status());
        failure.headers().forEach(response::setHeader);
        if (failure.status() == 429 || failure.status() == 503) {
            if (!failure.headers().containsKey("Retry-After")) {
                response.setHeader("Retry-After", "1");
            }
        }
        response.setContentType(MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    /** The text of the member's code; of a refusal's own code where it is that which the member caused. */
    private @Nullable String message(
            Locale language, @Nullable String given, String code, Map<String, Object> arguments) {
        String known = messages.text(language, "field." + code, arguments);
        if (known != null || given != null) {
            return known != null ? known : given;
        }
        String refusal = messages.text(language, "problem." + code + ".detail", arguments);
        return refusal != null ? refusal : messages.text(language, "field.format", arguments);
    }

    /** The path as it was sent, without the query: that may carry what must not be repeated. */
    private static String instance(HttpServletRequest request) {
        Object original = request.getAttribute("jakarta.servlet.error.request_uri");
        return original instanceof String uri ? uri : request.getRequestURI();
    }
}
