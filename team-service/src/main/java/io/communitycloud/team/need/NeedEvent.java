package io.communitycloud.team.need;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can happen to a need. */
public sealed interface NeedEvent extends DomainEvent {

    /** Volunteers are wanted. */
    @EventType("communitycloud.team.need-published.v1")
    record NeedPublished(
            String needId, String area, @Nullable String skill, int places, Instant from, Instant to)
            implements NeedEvent {}

    /** A volunteer signed up: she has a place, or waits for one. */
    @EventType("communitycloud.team.need-signed-up.v1")
    record NeedSignedUp(String needId, String area, String volunteerId, SignUpState state) implements NeedEvent {}

    /** A volunteer withdrew; who waited longest may have moved up. */
    @EventType("communitycloud.team.need-left.v1")
    record NeedLeft(
            String needId,
            String area,
            String volunteerId,
            @Nullable String movedUp) implements NeedEvent {}

    /** A volunteer came, or did not. */
    @EventType("communitycloud.team.need-attended.v1")
    record NeedAttended(String needId, String area, String volunteerId, boolean came) implements NeedEvent {}

    /** Nobody is wanted any more. */
    @EventType("communitycloud.team.need-cancelled.v1")
    record NeedCancelled(String needId, String area) implements NeedEvent {}

    /** A need as it is, for projections that begin anew. */
    @EventType("communitycloud.team.need-state.v1")
    record NeedStateTold(
            String needId,
            String area,
            @Nullable String skill,
            int places,
            Instant from,
            Instant to,
            NeedState state,
            int signedUp,
            int waiting)
            implements NeedEvent {}
}
