package io.communitycloud.emergency.guideline;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import io.communitycloud.emergency.level.Level;
import java.time.Instant;

/** What can happen to guidelines and to what committees add to them. */
public sealed interface GuidelineEvent extends DomainEvent {

    /** An edition was issued. */
    @EventType("communitycloud.emergency.guideline-issued.v1")
    record GuidelineIssued(
            String guidelineId,
            String area,
            String incidentType,
            Level level,
            String edition,
            Instant validFrom,
            boolean exercise)
            implements GuidelineEvent {}

    /** An edition as it is, for projections that begin anew. */
    @EventType("communitycloud.emergency.guideline-state.v1")
    record GuidelineAsIs(
            String guidelineId,
            String area,
            String incidentType,
            Level level,
            String edition,
            Instant validFrom,
            boolean exercise)
            implements GuidelineEvent {}

    /** A committee's own measure was issued. */
    @EventType("communitycloud.emergency.local-measure-issued.v1")
    record LocalMeasureIssued(
            String measureId,
            String area,
            String compoundType,
            Topic topic,
            Stance stance,
            boolean stricter,
            boolean exercise)
            implements GuidelineEvent {}

    /** A committee's own measure was lifted. */
    @EventType("communitycloud.emergency.local-measure-lifted.v1")
    record LocalMeasureLifted(String measureId, String area, boolean exercise) implements GuidelineEvent {}

    /** A committee's own measure as it is, for projections that begin anew. */
    @EventType("communitycloud.emergency.local-measure-state.v1")
    record LocalMeasureAsIs(
            String measureId,
            String area,
            String compoundType,
            Topic topic,
            Stance stance,
            boolean stricter,
            boolean lifted,
            boolean exercise)
            implements GuidelineEvent {}
}
