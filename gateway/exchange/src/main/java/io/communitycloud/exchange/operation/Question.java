package io.communitycloud.exchange.operation;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.exchange.manifest.Served;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller asks of a system.
 *
 * @param asked the body as it was sent: of a person, her {@code residentId}
 */
record Question(Served served, Served.Operation operation, ObjectNode asked, Caller caller) {

    String systemId() {
        return served.manifest().id();
    }

    String operationId() {
        return operation.id();
    }

    /** Names the operation and tells nothing of what is asked. */
    @Override
    public String toString() {
        return systemId() + "/" + operationId();
    }
}
