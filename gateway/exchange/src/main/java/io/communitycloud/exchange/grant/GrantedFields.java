package io.communitycloud.exchange.grant;

import io.communitycloud.common.identity.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Leaves of an answer what a partner's agreement names. */
@Service
public class GrantedFields {

    private static final String ALL = "*";

    /** Where a canonical list has its entries. */
    private static final String ITEMS = "items";

    private final Grants grants;
    private final Clock clock;

    GrantedFields(Grants grants, Clock clock) {
        this.grants = grants;
        this.clock = clock;
    }

    /** The members a bureau may see of an operation's answer; empty where the operation is not granted to it. */
    public Optional<Set<String>> of(String bureau, String operation) {
        Instant now = clock.instant();
        return fields(grants.allowed(Scope.of("bureau", bureau)).stream()
                .filter(grant -> grant.covers(operation, now))
                .toList());
    }

    /** The members a bureau may see of what the sandbox answers; empty where it has not even asked for the operation. */
    public Optional<Set<String>> inSandbox(String bureau, String operation) {
        Instant now = clock.instant();
        Scope scope = Scope.of("bureau", bureau);
        return fields(Stream.concat(grants.allowed(scope).stream(), grants.asked(scope).stream())
                .filter(grant -> grant.coversInSandbox(operation, now))
                .toList());
    }

    private static Optional<Set<String>> fields(List<Grant> covering) {
        if (covering.isEmpty()) {
            return Optional.empty();
        }
        Set<String> fields = new HashSet<>();
        covering.forEach(grant -> fields.addAll(grant.fields()));
        return Optional.of(fields);
    }

    /** The data without the members that are not among the fields; of a list, each of its items. */
    public static JsonNode trimmed(JsonNode data, Set<String> fields) {
        if (fields.contains(ALL)) {
            return data;
        }
        JsonNode copy = data.deepCopy();
        if (copy instanceof ArrayNode items) {
            items.forEach(item -> trim(item, fields));
        } else if (copy.get(ITEMS) instanceof ArrayNode items) {
            items.forEach(item -> trim(item, fields));
            Set<String> kept = new HashSet<>(fields);
            kept.add(ITEMS);
            trim(copy, kept);
        } else {
            trim(copy, fields);
        }
        return copy;
    }

    private static void trim(JsonNode node, Set<String> fields) {
        if (node instanceof ObjectNode object) {
            object.retain(fields);
        }
    }
}
