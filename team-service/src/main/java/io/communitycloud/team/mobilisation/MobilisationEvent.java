package io.communitycloud.team.mobilisation;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can happen in a mobilisation; cause and step say which activation it answers, where it answers one. */
public sealed interface MobilisationEvent extends DomainEvent {

    /** Teams of an area were called. */
    @EventType("communitycloud.team.mobilisation-called.v1")
    record MobilisationCalled(
            String mobilisationId,
            @Nullable String cause,
            @Nullable String step,
            String area,
            boolean exercise,
            Set<String> kinds,
            int needed,
            List<String> teamIds,
            Instant due)
            implements MobilisationEvent {}

    /** A called team answered; another may have been called in its place. */
    @EventType("communitycloud.team.mobilisation-answered.v1")
    record MobilisationAnswered(
            String mobilisationId,
            @Nullable String cause,
            @Nullable String step,
            String area,
            boolean exercise,
            String teamId,
            CallAnswer answer,
            @Nullable String standInTeamId)
            implements MobilisationEvent {}

    /** As many teams accepted as were asked for. */
    @EventType("communitycloud.team.mobilisation-manned.v1")
    record MobilisationManned(
            String mobilisationId,
            @Nullable String cause,
            @Nullable String step,
            String area,
            boolean exercise,
            int teams,
            List<String> teamIds)
            implements MobilisationEvent {}

    /** Too few teams accepted in time, or nobody is left to ask. */
    @EventType("communitycloud.team.mobilisation-fell-short.v1")
    record MobilisationFellShort(
            String mobilisationId,
            @Nullable String cause,
            @Nullable String step,
            String area,
            boolean exercise,
            int needed,
            int teams,
            List<String> teamIds)
            implements MobilisationEvent {}

    /** The teams were let go. */
    @EventType("communitycloud.team.mobilisation-stood-down.v1")
    record MobilisationStoodDown(
            String mobilisationId,
            @Nullable String cause,
            @Nullable String step,
            String area,
            boolean exercise,
            StandDownReason reason,
            List<String> teamIds)
            implements MobilisationEvent {}

    /** An activation asked for teams that the area does not have. */
    @EventType("communitycloud.team.mobilisation-refused.v1")
    record MobilisationRefused(
            String mobilisationId,
            @Nullable String cause,
            @Nullable String step,
            String area,
            boolean exercise,
            String code)
            implements MobilisationEvent {}

    /** A mobilisation as it is, for projections that begin anew. */
    @EventType("communitycloud.team.mobilisation-state.v1")
    record MobilisationStateTold(
            String mobilisationId,
            @Nullable String cause,
            @Nullable String step,
            String area,
            boolean exercise,
            MobilisationState state,
            int needed,
            List<String> teamIds,
            Instant due)
            implements MobilisationEvent {}
}
