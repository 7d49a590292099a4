package io.communitycloud.emergency.level;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.Instant;

/** What can happen to a region's response level. */
public sealed interface ResponseLevelEvent extends DomainEvent {

    /**
     * A level was declared; everybody reacts to it.
     *
     * @param from the level until then; NONE where there was none
     * @param authority who declared it; {@code unknown} where nobody said
     * @param document by which document; {@code unknown} where nobody said
     */
    @EventType("communitycloud.emergency.response-level-changed.v1")
    record ResponseLevelChanged(
            String levelId,
            String region,
            String area,
            String incidentType,
            Level from,
            Level to,
            Instant since,
            String authority,
            String document,
            boolean exercise)
            implements ResponseLevelEvent {}

    /** A region's level as it is, for projections that begin anew. */
    @EventType("communitycloud.emergency.response-level-state.v1")
    record ResponseLevelAsIs(
            String levelId,
            String region,
            String area,
            String incidentType,
            Level level,
            Instant since,
            String authority,
            String document,
            boolean exercise)
            implements ResponseLevelEvent {}
}
