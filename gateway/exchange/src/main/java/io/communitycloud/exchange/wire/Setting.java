package io.communitycloud.exchange.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** What a wire is told: by the call's request first, then by the operation's {@code wire}, then by the {@code binding}. */
public final class Setting {

    private Setting() {}

    public static String text(WireCall call, String member, String otherwise) {
        return of(call, member).asString(otherwise);
    }

    public static JsonNode of(WireCall call, String member) {
        JsonNode asked = call.request().path(member);
        if (!asked.isMissingNode() && !asked.isNull()) {
            return asked;
        }
        JsonNode ofOperation = in(call.operation().wire(), member);
        return ofOperation.isMissingNode() ? in(call.manifest().binding(), member) : ofOperation;
    }

    private static JsonNode in(@Nullable ObjectNode settings, String member) {
        return settings == null ? MissingNode.getInstance() : settings.path(member);
    }
}
