package io.communitycloud.exchange.webhook;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Passes changes of the response level on. */
@Listens(topic = "emergency.response-levels.v1")
class ResponseLevelListener {

    private final TellingPartners telling;

    ResponseLevelListener(TellingPartners telling) {
        this.telling = telling;
    }

    @On("communitycloud.emergency.response-level-changed.v1")
    void changed(LevelChanged event, EventMeta meta) {
        telling.everybody(meta, event);
    }

    /** What partners are told of a changed level. */
    record LevelChanged(
            String levelId,
            String region,
            String area,
            @Nullable String incidentType,
            @Nullable String disease,
            @Nullable String from,
            @Nullable String to,
            @Nullable Instant since,
            boolean exercise) {}
}
