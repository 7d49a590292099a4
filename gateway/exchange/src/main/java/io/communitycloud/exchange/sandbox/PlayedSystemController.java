package io.communitycloud.exchange.sandbox;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.exchange.answer.OperationAnswer;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Canonical operations of the sandbox over HTTP; paths and bodies are those of production behind {@code /sandbox}. */
@RestController
@RequestMapping("/sandbox/legacy/{systemId}/{operation}")
class PlayedSystemController {

    private final PlayedSystems systems;
    private final JsonMapper json;

    PlayedSystemController(PlayedSystems systems, JsonMapper json) {
        this.systems = systems;
        this.json = json;
    }

    /** Plays an operation of a legacy system; no system is asked, and nothing is written. */
    @PostMapping
    ResponseEntity<OperationAnswer> callSandboxOperation(
            @PathVariable String systemId,
            @PathVariable String operation,
            @RequestBody Map<String, @Nullable Object> body,
            @RequestHeader(name = "Sandbox-Scenario", required = false) @Nullable @Pattern(regexp = Scenario.FORM)
                    String scenario,
            Caller caller) {
        ObjectNode asked = json.valueToTree(body);
        return marked(systems.perform(systemId, operation, asked, Scenario.of(scenario), caller));
    }

    /** As POST, for operations that are asked nothing personal. */
    @GetMapping
    ResponseEntity<OperationAnswer> readSandboxOperation(
            @PathVariable String systemId,
            @PathVariable String operation,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[0-9]{12}") String area,
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 40) String since,
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 64) String key,
            @RequestHeader(name = "Sandbox-Scenario", required = false) @Nullable @Pattern(regexp = Scenario.FORM)
                    String scenario,
            Caller caller) {
        ObjectNode asked = json.createObjectNode();
        put(asked, "area", area);
        put(asked, "since", since);
        put(asked, "key", key);
        return marked(systems.look(systemId, operation, asked, Scenario.of(scenario), caller));
    }

    private static void put(ObjectNode asked, String name, @Nullable String value) {
        if (value != null) {
            asked.put(name, value);
        }
    }

    private static ResponseEntity<OperationAnswer> marked(OperationAnswer answer) {
        return ResponseEntity.ok()
                .header(PlayedServiceController.MARK, PlayedServiceController.SYNTHETIC)
                .body(answer);
    }
}
