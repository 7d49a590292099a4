package io.communitycloud.common.events.autoconfigure;

import io.communitycloud.common.events.consumption.Consumption;
import io.communitycloud.common.events.consumption.DeadLetters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** Lists the events that were set aside and replays or skips them, at the management port ({@code /actuator/deadletters}). */
@Endpoint(id = "deadletters")
public final class DeadLettersEndpoint {

    private final DeadLetters deadLetters;
    private final Consumption consumption;

    DeadLettersEndpoint(DeadLetters deadLetters, Consumption consumption) {
        this.deadLetters = deadLetters;
        this.consumption = consumption;
    }

    /** The events that wait, oldest first. */
    @ReadOperation
    public List<DeadLetters.DeadLetter> waiting() {
        return deadLetters.list();
    }

    /**
     * Replays what waits of an aggregate, after skipping the first one where a reason to skip it is given.
     *
     * @param key the aggregate's id
     */
    @WriteOperation
    public Map<String, Object> replay(String topic, String key, @Nullable String skipBecause) {
        boolean skipped = skipBecause != null && !skipBecause.isBlank() && consumption.skip(topic, key, skipBecause);
        return Map.of("skipped", skipped, "replayed", consumption.replay(topic, key));
    }
}
