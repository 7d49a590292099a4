package io.communitycloud.exchange.answer;

import io.communitycloud.exchange.wire.Replaced;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The answer of a legacy system in canonical terms.
 *
 * @param source the system
 * @param observedAt when the system said so
 * @param stale whether the system would have been asked again but did not answer
 * @param staleSince from when on it may have become otherwise
 * @param replaced the characters its encoding lost
 */
public record OperationAnswer(
        String source,
        String operation,
        Instant observedAt,
        boolean stale,
        @Nullable Instant staleSince,

        @Schema(type = "object", description = "As the operation's answer schema says.")
        JsonNode data,

        List<Replaced> replaced) {

    /** The same answer, given because there is no newer one. */
    public OperationAnswer asStale() {
        return new OperationAnswer(source, operation, observedAt, true, observedAt, data, replaced);
    }

    /** Names where it comes from and tells nothing of what it says. */
    @Override
    public String toString() {
        return "OperationAnswer[" + source + "/" + operation + "]";
    }
}
