package io.communitycloud.exchange.operation;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.exchange.answer.AnswerView;
import io.communitycloud.exchange.answer.OperationAnswer;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Canonical operations on legacy systems over HTTP. */
@RestController
@RequestMapping("/legacy")
class LegacyController {

    private static final int ASK_AGAIN_SECONDS = 2;
    private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

    private final Operating operating;
    private final ObjectProvider<AnswerView> views;
    private final ObjectProvider<OperationEnds> ends;
    private final JsonMapper json;

    LegacyController(
            Operating operating,
            ObjectProvider<AnswerView> views,
            ObjectProvider<OperationEnds> ends,
            JsonMapper json) {
        this.operating = operating;
        this.views = views;
        this.ends = ends;
        this.json = json;
    }

    /** Asks a system, or tells it, in canonical terms; the operation's schemas stand in its system's manifest. */
    @PostMapping("/{systemId}/{operation}")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "202", description = "It takes longer; a ticket tells what came of it.")
    ResponseEntity<OperationAnswer> callLegacyOperation(
            @PathVariable String systemId,
            @PathVariable String operation,
            @RequestBody Map<String, @Nullable Object> body,
            @Nullable IdempotencyKey key,
            Caller caller) {
        ObjectNode asked = json.valueToTree(body);
        return told(operating.perform(systemId, operation, asked, key, caller), systemId, operation, caller);
    }

    /** As POST, for operations that are asked nothing personal. */
    @GetMapping("/{systemId}/{operation}")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "202", description = "It takes longer; a ticket tells what came of it.")
    ResponseEntity<OperationAnswer> readLegacyOperation(
            @PathVariable String systemId,
            @PathVariable String operation,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9]{12}") String area,
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 40) String since,
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 64) String key,
            Caller caller) {
        ObjectNode asked = json.createObjectNode();
        put(asked, "area", area);
        put(asked, "since", since);
        put(asked, "key", key);
        return told(operating.look(systemId, operation, asked, caller), systemId, operation, caller);
    }

    private static void put(ObjectNode asked, String name, @Nullable String value) {
        if (value != null) {
            asked.put(name, value);
        }
    }

    private ResponseEntity<OperationAnswer> told(Outcome outcome, String systemId, String operation, Caller caller) {
        return switch (outcome) {
            case Outcome.Answered answered -> {
                OperationAnswer shown = answered.answer();
                for (AnswerView view : views) {
                    shown = view.show(caller, shown);
                }
                yield ended(ResponseEntity.ok(), systemId, operation).body(shown);
            }
            case Outcome.Ticketed ticketed ->
                ended(ResponseEntity.accepted(), systemId, operation)
                        .location(URI.create(
                                "/api/v1/legacy-systems/" + ticketed.systemId() + "/tickets/" + ticketed.ticketId()))
                        .header("Retry-After", String.valueOf(ASK_AGAIN_SECONDS))
                        .build();
        };
    }

    /** RFC 8594 and the successor's address, where the operation is to end. */
    private ResponseEntity.BodyBuilder ended(ResponseEntity.BodyBuilder answer, String systemId, String operation) {
        for (OperationEnds each : ends) {
            each.of(systemId, operation).ifPresent(end -> {
                String path = end.replacement().substring(end.replacement().indexOf(' ') + 1);
                answer.header(
                        "Sunset",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                end.on().atStartOfDay(CITY).withZoneSameInstant(ZoneOffset.UTC)));
                answer.header("Link", "<" + path + ">; rel=\"successor-version\"");
            });
        }
        return answer;
    }
}
