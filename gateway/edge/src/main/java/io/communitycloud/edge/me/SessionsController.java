package io.communitycloud.edge.me;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.communitycloud.common.web.json.JsonShape;
import io.communitycloud.common.web.problem.Problems;
import io.communitycloud.edge.forward.Asking;
import io.communitycloud.edge.problem.EdgeProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /api/v1/me/sessions}: where the caller is signed in, and signing out there.
 *
 * <p>The identity provider keeps the sessions and is asked with the caller's own token. An end is announced to all before it
 * is answered, so the edge and the services obey it within seconds.
 */
@RestController
class SessionsController {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private final SessionProperties properties;
    private final Asking asking;
    private final Problems problems;
    private final JsonMapper json;

    SessionsController(SessionProperties properties, Asking asking, Problems problems, JsonMapper json) {
        this.properties = properties;
        this.asking = asking;
        this.problems = problems;
        this.json = JsonShape.tolerant(json);
    }

    @GetMapping("/api/v1/me/sessions")
    @Nullable
    ResponseEntity<Sessions> listMySessions(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<HttpResponse<String>> answer =
                asking.get(properties.uri(), properties.patience(), authorization(request));
        if (answer.isPresent() && answer.get().statusCode() == OK) {
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .body(json.readValue(answer.get().body(), Sessions.class));
        }
        refuse(answer, request, response);
        return null;
    }

    @DeleteMapping("/api/v1/me/sessions/{id}")
    void endMySession(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!ID.matcher(id).matches()) {
            problems.write(EdgeProblem.NOT_FOUND, request, response);
            return;
        }
        URI session = URI.create(properties.uri() + "/" + id);
        Optional<HttpResponse<String>> answer = asking.delete(session, properties.patience(), authorization(request));
        if (answer.isPresent() && answer.get().statusCode() == NO_CONTENT) {
            response.setStatus(NO_CONTENT);
        } else {
            refuse(answer, request, response);
        }
    }

    private void refuse(Optional<HttpResponse<String>> answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int status = answer.map(HttpResponse::statusCode).orElse(0);
        problems.write(
                switch (status) {
                    case UNAUTHORIZED -> EdgeProblem.TOKEN_REFUSED;
                    case NOT_FOUND -> EdgeProblem.NOT_FOUND;
                    // Away, or it could not announce the end: then the session goes on, and the caller must know.
                    default -> EdgeProblem.unavailable(SOON);
                },
                request,
                response);
    }

    private static Map<String, String> authorization(HttpServletRequest request) {
        return Map.of("Authorization", String.valueOf(request.getHeader("Authorization")));
    }

    /** As every list of the platform. */
    record Sessions(List<Session> items, @Nullable String next) {}

    /**
     * One sign-in that has not ended.
     *
     * @param client through which application
     * @param device what its browser or application calls itself
     * @param endsAt when it ends by itself unless it is used again
     * @param current whether this very call belongs to it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Session(
            String id,
            String client,
            @Nullable String device,
            Instant signedInAt,
            Instant refreshedAt,
            Instant endsAt,
            boolean current) {}
}
