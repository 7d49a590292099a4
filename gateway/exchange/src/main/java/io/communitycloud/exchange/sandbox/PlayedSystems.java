package io.communitycloud.exchange.sandbox;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.answer.OperationAnswer;
import io.communitycloud.exchange.grant.GrantedFields;
import io.communitycloud.exchange.manifest.Manifest;
import io.communitycloud.exchange.manifest.Manifests;
import io.communitycloud.exchange.manifest.Served;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Plays the legacy systems to a partner's client, after their manifests alone.
 *
 * <p>What is asked is held to role, purpose and schema as in production. The answer is the manifest's example with what was
 * asked for in it, and with other codes and flags for other questions. Who was born on the first day of 1900 is known nowhere.
 */
@Service
class PlayedSystems {

    /** When every system of the sandbox last looked. */
    private static final Instant OBSERVED = Instant.parse("2026-01-01T00:00:00Z");

    private static final String NOBODY = "31019919000101";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Manifests manifests;
    private final SandboxDoor door;

    PlayedSystems(Manifests manifests, SandboxDoor door) {
        this.manifests = manifests;
        this.door = door;
    }

    /** Plays an operation, a write as well: nothing is written. */
    OperationAnswer perform(String systemId, String operationId, ObjectNode request, Scenario scenario, Caller caller) {
        Served served = manifests.find(systemId).orElseThrow(Refused::notFound);
        Served.Operation operation = served.operation(operationId).orElseThrow(Refused::notFound);
        Set<String> fields = door.fields(caller, "legacy/" + systemId + "/" + operationId);
        admit(operation.says().access(), caller);
        operation.compiled().request().require(request);
        SyntheticOnly.require(request);
        OperationAnswer answer = new OperationAnswer(
                systemId,
                operationId,
                OBSERVED,
                false,
                null,
                GrantedFields.trimmed(data(systemId, operation, request), fields),
                List.of());
        return switch (scenario) {
            case ANSWERED -> {
                if (request.path("citizenNumber").asString("").startsWith(NOBODY)) {
                    throw new Refused(SandboxRefusal.NOT_KNOWN);
                }
                yield answer;
            }
            case STALE -> answer.asStale();
            case UNKNOWN -> throw new Refused(SandboxRefusal.NOT_KNOWN);
            case UNAVAILABLE -> throw new Refused(SandboxRefusal.UNAVAILABLE);
            case BUSY -> throw new Refused(SandboxRefusal.BUSY);
        };
    }

    /** As {@link #perform}, for what may be asked by an address. */
    OperationAnswer look(String systemId, String operationId, ObjectNode request, Scenario scenario, Caller caller) {
        boolean harmless = manifests
                .find(systemId)
                .flatMap(served -> served.operation(operationId))
                .filter(operation -> operation.says().kind() == Manifest.Kind.READ
                        && !operation.says().personal())
                .isPresent();
        if (!harmless) {
            throw Refused.notFound();
        }
        return perform(systemId, operationId, request, scenario, caller);
    }

    private static void admit(Manifest.Access access, Caller caller) {
        if (!caller.hasAny(access.roles())) {
            throw new Refused(SandboxRefusal.FORBIDDEN);
        }
        String purpose = caller.purpose();
        if (!access.purposes().isEmpty()
                && (purpose == null || !access.purposes().contains(purpose))) {
            throw new Refused(SandboxRefusal.PURPOSE);
        }
    }

    private static JsonNode data(String systemId, Served.Operation operation, ObjectNode request) {
        Manifest.Example example = operation.says().example();
        JsonNode asked = inserted(example.data(), example.request(), request);
        Lot lot = new Lot(systemId, operation.id(), request.toString());
        JsonNode varied = varied(asked, operation.says().answer(), "", lot);
        return operation.compiled().answer().violations(varied).isEmpty() ? varied : asked;
    }

    /** Writes what is asked for where the example has what its own request asked for. */
    private static JsonNode inserted(JsonNode data, JsonNode before, JsonNode now) {
        return switch (data) {
            case ObjectNode object -> {
                ObjectNode copy = NODES.objectNode();
                object.properties()
                        .forEach(member -> copy.set(member.getKey(), inserted(member.getValue(), before, now)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = NODES.arrayNode();
                array.forEach(each -> copy.add(inserted(each, before, now)));
                yield copy;
            }
            case StringNode text -> {
                for (var member : before.properties()) {
                    JsonNode asked = now.path(member.getKey());
                    if (member.getValue().equals(text) && asked.isString()) {
                        yield asked;
                    }
                }
                yield text;
            }
            default -> data;
        };
    }

    /** Other codes and flags, as far as the schema names them. */
    private static JsonNode varied(JsonNode data, JsonNode schema, String place, Lot lot) {
        JsonNode codes = schema.path("enum");
        if (data.isString() && codes.isArray() && !codes.isEmpty()) {
            return codes.get(lot.pick(place, codes.size()));
        }
        return switch (data) {
            case ObjectNode object -> {
                ObjectNode copy = NODES.objectNode();
                object.properties()
                        .forEach(member -> copy.set(
                                member.getKey(),
                                varied(
                                        member.getValue(),
                                        schema.path("properties").path(member.getKey()),
                                        place + "/" + member.getKey(),
                                        lot)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = NODES.arrayNode();
                for (int i = 0; i < array.size(); i++) {
                    copy.add(varied(array.get(i), schema.path("items"), place + "/" + i, lot));
                }
                yield copy;
            }
            case BooleanNode _ -> BooleanNode.valueOf(lot.pick(place, 2) == 1);
            default -> data;
        };
    }
}
