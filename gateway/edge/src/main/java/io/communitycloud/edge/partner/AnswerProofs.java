package io.communitycloud.edge.partner;

import io.communitycloud.common.signatures.ContentDigest;
import io.communitycloud.common.signatures.KeyFile;
import io.communitycloud.edge.trace.Trace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs, for a partner that asks for it with {@code X-Answer-Proof: jws}, which answer it got to which question.
 *
 * <p>The proof holds digests alone. The answer is held in memory until it is whole, since its proof goes before it.
 */
@Component
class AnswerProofs {

    private static final String WANTED = "X-Answer-Proof";

    private final KeyFile key;
    private final JsonMapper json;
    private final Clock clock;

    AnswerProofs(@Value("${CLOUD_HOME:.cloud}") Path home, JsonMapper json, Clock clock) {
        this.key = new KeyFile(home.resolve("secrets").resolve("platform-signing-key"));
        this.json = json;
        this.clock = clock;
    }

    static boolean isWanted(HttpServletRequest request) {
        return "jws".equals(request.getHeader(WANTED));
    }

    /** Lets the call go on and puts the proof before its answer. */
    void prove(
            String bureau, byte[] question, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, held);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("bureau", bureau);
        facts.put("method", request.getMethod());
        facts.put("path", request.getRequestURI());
        facts.put("query", request.getQueryString() == null ? "" : request.getQueryString());
        facts.put("question", ContentDigest.of(question));
        facts.put("status", held.getStatus());
        facts.put("answer", ContentDigest.of(held.getContentAsByteArray()));
        facts.put("at", clock.instant());
        facts.put("traceId", Trace.of(request).traceId());
        held.setHeader("Answer-Proof", key.jws(json.writeValueAsString(facts)));
        held.copyBodyToResponse();
    }
}
