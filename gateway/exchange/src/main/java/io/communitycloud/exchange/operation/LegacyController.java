package io.communitycloud.exchange.operation;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.IdempotencyKey;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    private final Operating operating;
    private final JsonMapper json;

    LegacyController(Operating operating, JsonMapper json) {
        this.operating = operating;
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
        return told(operating.perform(systemId, operation, asked, key, caller));
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
        return told(operating.look(systemId, operation, asked, caller));
    }

    private static void put(ObjectNode asked, String name, @Nullable String value) {
        if (value != null) {
            asked.put(name, value);
        }
    }

    private static ResponseEntity<OperationAnswer> told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> ResponseEntity.ok(answered.answer());
            case Outcome.Ticketed ticketed ->
                ResponseEntity.accepted()
                        .location(URI.create(
                                "/api/v1/legacy-systems/" + ticketed.systemId() + "/tickets/" + ticketed.ticketId()))
                        .header("Retry-After", String.valueOf(ASK_AGAIN_SECONDS))
                        .build();
        };
    }
}
