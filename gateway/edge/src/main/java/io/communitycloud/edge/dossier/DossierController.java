package io.communitycloud.edge.dossier;

import io.communitycloud.edge.trace.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/dossiers/{residentId}}. */
@RestController
class DossierController {

    /** What an owner needs to decide, and to write down, who looks and why. */
    private static final List<String> PASSED_ON = List.of("Authorization", "X-Purpose", "X-Case", "Accept-Language");

    private final Composing composing;

    DossierController(Composing composing) {
        this.composing = composing;
    }

    /** A dossier. */
    record Dossier(String residentId, List<Part> parts) {}

    @GetMapping("/api/v1/dossiers/{residentId}")
    ResponseEntity<?> readDossier(@PathVariable String residentId, HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : PASSED_ON) {
            String value = request.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        Trace trace = Trace.of(request);
        headers.put("traceparent", trace.onward());
        headers.put("X-Request-Id", trace.requestId());
        return switch (composing.compose(residentId, headers)) {
            case Composing.Outcome.Composed(List<Part> parts) ->
                ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Dossier(residentId, parts));
            case Composing.Outcome.Refused(HttpResponse<String> answer) -> refusal(answer);
        };
    }

    /** The owner's own refusal: whether the caller may see this person is not the edge's to say. */
    private static ResponseEntity<String> refusal(HttpResponse<String> answer) {
        return ResponseEntity.status(answer.statusCode())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(answer.body());
    }
}
