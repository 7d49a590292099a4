package io.communitycloud.exchange.sandbox;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.manifest.JsonSchema;
import io.communitycloud.exchange.sandbox.PublishedOperations.Published;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plays the services to a partner's client, after their published documents alone.
 *
 * <p>What is made is kept for a week, for the bureau that made it; its id follows from what was sent, so that the same made
 * twice is one.
 */
@Service
class PlayedServices {

    private static final String ITEMS = "items";
    private static final String ID = "id";

    private final PublishedOperations operations;
    private final SandboxRecords records;
    private final SandboxDoor door;
    private final JsonMapper json;
    private final Clock clock;

    PlayedServices(
            PublishedOperations operations, SandboxRecords records, SandboxDoor door, JsonMapper json, Clock clock) {
        this.operations = operations;
        this.records = records;
        this.door = door;
        this.json = json;
        this.clock = clock;
    }

    ObjectNode create(String kind, ObjectNode sent, Scenario scenario, Caller caller) {
        Published operation = admitted(caller, scenario, "POST", kind);
        JsonSchema schema = operation.compiled();
        if (schema == null) {
            throw Refused.notFound();
        }
        requireKnown(operation, sent);
        schema.require(sent);
        SyntheticOnly.require(sent);
        String bureau = SandboxDoor.bureau(caller);
        Lot lot = new Lot(bureau, operation.id(), sent.toString());
        ObjectNode made = made(operation, sent, lot);
        String id = lot.name(ID);
        if (made.has(ID)) {
            made.put(ID, id);
        }
        records.keep(bureau, kind, id, made.toString(), clock.instant());
        return made;
    }

    ObjectNode list(String kind, int limit, Scenario scenario, Caller caller) {
        admitted(caller, scenario, "GET", kind);
        ObjectNode page = json.createObjectNode();
        ArrayNode items = page.putArray(ITEMS);
        records.newest(SandboxDoor.bureau(caller), kind, limit).forEach(each -> items.add(json.readTree(each)));
        return page;
    }

    ObjectNode read(String kind, String id, Scenario scenario, Caller caller) {
        admitted(caller, scenario, "GET", kind, id);
        return kept(caller, kind, id);
    }

    /** What belongs to a thing that was made. */
    ObjectNode part(String kind, String id, String part, Scenario scenario, Caller caller) {
        Published operation = admitted(caller, scenario, "GET", kind, id, part);
        kept(caller, kind, id);
        ObjectNode made = made(operation, json.createObjectNode(), new Lot(SandboxDoor.bureau(caller), kind, id, part));
        // There is nothing behind the one page.
        made.remove("next");
        return made;
    }

    private ObjectNode kept(Caller caller, String kind, String id) {
        return records.find(SandboxDoor.bureau(caller), kind, id)
                .map(answer -> json.readValue(answer, ObjectNode.class))
                .orElseThrow(Refused::notFound);
    }

    private Published admitted(Caller caller, Scenario scenario, String method, String... segments) {
        Published operation = operations.find(method, segments).orElseThrow(Refused::notFound);
        door.fields(caller, operation.id());
        switch (scenario) {
            case UNAVAILABLE -> throw new Refused(SandboxRefusal.UNAVAILABLE);
            case BUSY -> throw new Refused(SandboxRefusal.BUSY);
            case UNKNOWN -> throw Refused.notFound();
            case ANSWERED, STALE -> {
                // A service's answer is never stale.
            }
        }
        return operation;
    }

    private static ObjectNode made(Published operation, JsonNode sent, Lot lot) {
        JsonNode made = new Synthesis(operation.document(), sent, lot).of(operation.answer());
        return (ObjectNode) made;
    }

    /** The services refuse what nobody has agreed on, where a schema would let it pass. */
    private static void requireKnown(Published operation, ObjectNode sent) {
        String reference = operation.body().path("$ref").asString("");
        JsonNode schema =
                reference.startsWith("#/") ? operation.document().at(reference.substring(1)) : operation.body();
        for (String member : List.copyOf(sent.propertyNames())) {
            if (!schema.path("properties").has(member)) {
                throw InvalidRequest.field("/" + member, "unknown-field");
            }
        }
    }
}
