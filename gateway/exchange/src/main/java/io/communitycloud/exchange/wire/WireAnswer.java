package io.communitycloud.exchange.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a system answered, as a JSON tree whatever it speaks.
 *
 * @param status of HTTP where there is one, else 200
 * @param replaced the characters lost on the way there or back
 * @param observedAt when the system said so, where that is not now
 */
public record WireAnswer(
        int status,
        JsonNode body,
        List<Replaced> replaced,
        @Nullable Instant observedAt) {

    public WireAnswer {
        replaced = List.copyOf(replaced);
    }

    /** What was answered just now, with nothing lost. */
    public static WireAnswer of(int status, JsonNode body) {
        return new WireAnswer(status, body, List.of(), null);
    }
}
