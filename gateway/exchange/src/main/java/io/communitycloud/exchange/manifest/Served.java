package io.communitycloud.exchange.manifest;

import io.communitycloud.exchange.mapping.Mapping;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A manifest in service, with its expressions and schemas compiled.
 *
 * @param file where it comes from, without its folder
 * @param since when it was taken into service
 */
public record Served(Manifest manifest, Map<String, Compiled> compiled, String file, Instant since) {

    public Served {
        compiled = Map.copyOf(compiled);
    }

    public Optional<Operation> operation(String id) {
        Manifest.Operation operation = manifest.operations().get(id);
        Compiled ready = compiled.get(id);
        return operation == null || ready == null ? Optional.empty() : Optional.of(new Operation(id, operation, ready));
    }

    /** An operation's expressions and schemas. */
    public record Compiled(
            JsonSchema request,
            JsonSchema answer,
            Mapping send,
            @Nullable Mapping failure,
            Mapping receive) {}

    /** An operation of a manifest in service. */
    public record Operation(String id, Manifest.Operation says, Compiled compiled) {}
}
