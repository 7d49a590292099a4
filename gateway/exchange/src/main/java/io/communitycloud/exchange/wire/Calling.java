package io.communitycloud.exchange.wire;

import io.communitycloud.exchange.manifest.Manifest;
import io.communitycloud.exchange.manifest.Served;
import io.communitycloud.exchange.mapping.Mapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

/** Makes one canonical call: to the system's language, over its wire, and back. */
@Component
public class Calling {

    private static final Logger LOG = LoggerFactory.getLogger(Calling.class);

    private final Wires wires;

    public Calling(Wires wires) {
        this.wires = wires;
    }

    /** Whether the system itself is asked. */
    public boolean isLive(Manifest manifest) {
        return wires.of(manifest.protocol()).live();
    }

    /** When a system that is not asked last sent us something. */
    public Optional<Instant> heard(Manifest manifest) {
        return wires.of(manifest.protocol()).heard(manifest.id());
    }

    /**
     * Calls and waits.
     *
     * @param request canonical, and as the operation's schema wants it
     * @throws WireFault also where an answer came that says that something went wrong
     */
    public Data make(Served served, Served.Operation operation, JsonNode request, Deadline deadline) throws WireFault {
        Manifest manifest = served.manifest();
        JsonNode sent = mapped(operation.compiled().send(), request, Map.of(), manifest, operation, "send");
        WireAnswer answer = wires.of(manifest.protocol())
                .call(new WireCall(manifest, operation.id(), operation.says(), sent, deadline));
        Map<String, JsonNode> variables = Map.of("status", IntNode.valueOf(answer.status()), "request", request);
        WireFault.Kind failure = failure(operation, answer, variables, manifest);
        if (failure != null) {
            throw new WireFault(failure);
        }
        JsonNode data =
                mapped(operation.compiled().receive(), answer.body(), variables, manifest, operation, "receive");
        if (!operation.compiled().answer().violations(data).isEmpty()) {
            LOG.warn("{}/{} answered something else than its manifest says", manifest.id(), operation.id());
            throw new WireFault(WireFault.Kind.BROKEN);
        }
        List<Replaced> replaced = new ArrayList<>(answer.replaced());
        replaced.addAll(Lost.in(data));
        return new Data(data, List.copyOf(replaced), answer.observedAt());
    }

    private static WireFault.@Nullable Kind failure(
            Served.Operation operation, WireAnswer answer, Map<String, JsonNode> variables, Manifest manifest)
            throws WireFault {
        Mapping failure = operation.compiled().failure();
        if (failure != null) {
            JsonNode said = mapped(failure, answer.body(), variables, manifest, operation, "failure");
            if (said.isString()) {
                return named(said.asString());
            }
        }
        int status = answer.status();
        if (status < 300) {
            return null;
        }
        return switch (status) {
            case 401, 403, 407 -> WireFault.Kind.UNAUTHORIZED;
            case 404, 410 -> WireFault.Kind.NOT_FOUND;
            case 400, 409, 422 -> WireFault.Kind.REFUSED;
            case 408, 429 -> WireFault.Kind.BUSY;
            case 503 -> WireFault.Kind.UNAVAILABLE;
            default -> status >= 500 ? WireFault.Kind.FAILED : WireFault.Kind.BROKEN;
        };
    }

    private static WireFault.Kind named(String code) {
        return switch (code) {
            case "not-found" -> WireFault.Kind.NOT_FOUND;
            case "refused" -> WireFault.Kind.REFUSED;
            case "unauthorized" -> WireFault.Kind.UNAUTHORIZED;
            case "busy" -> WireFault.Kind.BUSY;
            case "unavailable" -> WireFault.Kind.UNAVAILABLE;
            default -> WireFault.Kind.FAILED;
        };
    }

    private static JsonNode mapped(
            Mapping mapping,
            JsonNode input,
            Map<String, JsonNode> variables,
            Manifest manifest,
            Served.Operation operation,
            String member)
            throws WireFault {
        try {
            return mapping.tree(input, variables);
        } catch (Mapping.Unfit unfit) {
            LOG.warn("{}/{}: {} {}", manifest.id(), operation.id(), member, unfit.reason());
            throw new WireFault(WireFault.Kind.BROKEN);
        }
    }

    /**
     * What was answered, in canonical terms.
     *
     * @param observedAt when the system said so, where that is not now
     */
    public record Data(
            JsonNode data,
            List<Replaced> replaced,
            @Nullable Instant observedAt) {}
}
