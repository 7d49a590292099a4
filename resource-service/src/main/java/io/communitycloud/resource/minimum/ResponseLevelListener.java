package io.communitycloud.resource.minimum;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Follows which response level is in force where. */
@Listens("emergency.response-levels.v1")
class ResponseLevelListener {

    private final LevelsInForce levels;

    ResponseLevelListener(LevelsInForce levels) {
        this.levels = levels;
    }

    @On("communitycloud.emergency.response-level-changed.v1")
    void changed(ResponseLevelChanged event, EventMeta meta) {
        if (event.exercise()) {
            return; // in force nowhere
        }
        String kind = event.incidentType() == null ? event.disease() : event.incidentType();
        levels.put(
                meta,
                new LevelInForce(event.region(), kind, event.to(), event.since(), event.authority(), event.document()));
    }

    /** What is read of a changed level. */
    record ResponseLevelChanged(
            String region,
            boolean exercise,
            @Nullable String incidentType,
            @Nullable String disease,
            @Nullable String to,
            @Nullable Instant since,
            @Nullable String authority,
            @Nullable String document) {}
}
