package io.communitycloud.exchange.wire;

import io.communitycloud.exchange.manifest.Manifest;
import tools.jackson.databind.JsonNode;

/**
 * One call to a system.
 *
 * @param operationId the canonical operation's name
 * @param request what the operation's {@code send} made of the canonical request
 */
public record WireCall(
        Manifest manifest, String operationId, Manifest.Operation operation, JsonNode request, Deadline deadline) {

    /** Names the call and tells nothing of what it carries. */
    @Override
    public String toString() {
        return manifest.id() + "/" + operationId;
    }
}
