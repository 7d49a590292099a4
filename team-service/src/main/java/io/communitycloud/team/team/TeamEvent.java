package io.communitycloud.team.team;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can happen to a team. */
public sealed interface TeamEvent extends DomainEvent {

    /** A team was entered in the committee's list. */
    @EventType("communitycloud.team.team-founded.v1")
    record TeamFounded(String teamId, String area, String kind, Set<String> skills) implements TeamEvent {}

    /** What a team says of itself was put right. */
    @EventType("communitycloud.team.team-corrected.v1")
    record TeamCorrected(String teamId, String area, String kind, Set<String> skills) implements TeamEvent {}

    /** A team did something for the first time, or again after a silence. */
    @EventType("communitycloud.team.team-activated.v1")
    record TeamActivated(String teamId, String area, String kind, TeamState from) implements TeamEvent {}

    /** A team has done nothing for a while. */
    @EventType("communitycloud.team.team-dormant.v1")
    record TeamTurnedDormant(String teamId, String area, String kind, Instant quietSince) implements TeamEvent {}

    /** A team is no more. */
    @EventType("communitycloud.team.team-dissolved.v1")
    record TeamDissolved(String teamId, String area, String kind, DissolutionReason reason) implements TeamEvent {}

    /** A resident joined a team. */
    @EventType("communitycloud.team.team-joined.v1")
    record TeamJoined(String teamId, String area, String residentId, MemberRole role) implements TeamEvent {}

    /** A resident is no longer in a team. */
    @EventType("communitycloud.team.team-left.v1")
    record TeamLeft(String teamId, String area, String residentId, LeavingReason reason) implements TeamEvent {}

    /** Somebody else leads a team, or nobody where none could take over. */
    @EventType("communitycloud.team.team-led.v1")
    record TeamLed(String teamId, String area, @Nullable String residentId) implements TeamEvent {}

    /** A team as it is, for projections that begin anew. */
    @EventType("communitycloud.team.team-state.v1")
    record TeamStateTold(
            String teamId,
            String area,
            String kind,
            Set<String> skills,
            TeamState state,
            Instant quietSince,
            int members,
            @Nullable String leader)
            implements TeamEvent {}
}
