package io.communitycloud.edge.validation;

import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.problem.Failure;
import io.communitycloud.common.web.problem.Failures;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the JSON body of one operation must be.
 *
 * @param shape of what is in it; of a merge patch all members are optional
 * @param required whether there must be one
 * @param patch whether it is a merge patch (RFC 7396)
 */
record BodyRule(Shape shape, boolean required, boolean patch) {

    private static final Failure MALFORMED = Failure.of(400, "malformed-json");

    /** What is wrong with a body, null where nothing is. */
    @Nullable
    Failure fault(byte[] body, JsonMapper json) {
        JsonNode value;
        try {
            value = json.readTree(body);
        } catch (JacksonException unreadable) {
            return Failures.ofJson(unreadable);
        }
        if (value.isMissingNode() || value.isNull()) {
            return required ? MALFORMED : null;
        }
        withoutNulls(value);
        List<FieldError> faults = shape.faults(value);
        if (faults.isEmpty()) {
            return null;
        }
        FieldError first = faults.getFirst();
        if (patch && first.pointer().isEmpty() && first.code().equals("wrong-type")) {
            return Failure.of(400, "invalid-field", List.of(FieldError.of("", "not-an-object")));
        }
        return Failure.of(400, first.code().equals("unknown-field") ? "unknown-field" : "invalid-field", faults);
    }

    /** A null says of a member that it is absent; required ones are then missing, as the services have it. */
    private static void withoutNulls(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        value.forEach(BodyRule::withoutNulls);
    }
}
