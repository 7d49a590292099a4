package io.communitycloud.team.team;

import java.time.Instant;

/** A resident in a team. */
public record Member(String residentId, MemberRole role, Instant since) {

    Member as(MemberRole other) {
        return new Member(residentId, other, since);
    }
}
