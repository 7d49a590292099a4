package io.communitycloud.exchange.sandbox;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.PageRequest;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The services' operations for bureaus in the sandbox over HTTP; paths and bodies are theirs behind {@code /sandbox}. */
@RestController
@RequestMapping("/sandbox/api/v1/{collection}")
class PlayedServiceController {

    /** Stands before every answer of the sandbox; the edge sets it too, before its own refusals there. */
    static final String MARK = "X-Sandbox";

    static final String SYNTHETIC = "synthetic";

    private static final TypeReference<Map<String, @Nullable Object>> MEMBERS = new TypeReference<>() {};

    private final PlayedServices services;
    private final JsonMapper json;

    PlayedServiceController(PlayedServices services, JsonMapper json) {
        this.services = services;
        this.json = json;
    }

    /** Makes a thing, as the service's own document has it, and keeps it for a week. */
    @PostMapping
    ResponseEntity<Map<String, @Nullable Object>> createInSandbox(
            @PathVariable String collection,
            @RequestBody Map<String, @Nullable Object> body,
            @RequestHeader(name = "Sandbox-Scenario", required = false) @Nullable @Pattern(regexp = Scenario.FORM)
                    String scenario,
            Caller caller) {
        ObjectNode sent = json.valueToTree(body);
        return marked(services.create(collection, sent, Scenario.of(scenario), caller));
    }

    /** The things the bureau made, newest first, on one page. */
    @GetMapping
    ResponseEntity<Map<String, @Nullable Object>> listInSandbox(
            @PathVariable String collection,
            @RequestHeader(name = "Sandbox-Scenario", required = false) @Nullable @Pattern(regexp = Scenario.FORM)
                    String scenario,
            PageRequest page,
            Caller caller) {
        return marked(services.list(collection, page.limit(), Scenario.of(scenario), caller));
    }

    @GetMapping("/{id}")
    ResponseEntity<Map<String, @Nullable Object>> readInSandbox(
            @PathVariable String collection,
            @PathVariable String id,
            @RequestHeader(name = "Sandbox-Scenario", required = false) @Nullable @Pattern(regexp = Scenario.FORM)
                    String scenario,
            Caller caller) {
        return marked(services.read(collection, id, Scenario.of(scenario), caller));
    }

    /** What belongs to a thing that was made, on one page. */
    @GetMapping("/{id}/{part}")
    ResponseEntity<Map<String, @Nullable Object>> readPartInSandbox(
            @PathVariable String collection,
            @PathVariable String id,
            @PathVariable String part,
            @RequestHeader(name = "Sandbox-Scenario", required = false) @Nullable @Pattern(regexp = Scenario.FORM)
                    String scenario,
            PageRequest page,
            Caller caller) {
        return marked(services.part(collection, id, part, Scenario.of(scenario), caller));
    }

    private ResponseEntity<Map<String, @Nullable Object>> marked(ObjectNode answer) {
        return ResponseEntity.ok().header(MARK, SYNTHETIC).body(json.convertValue(answer, MEMBERS));
    }
}
