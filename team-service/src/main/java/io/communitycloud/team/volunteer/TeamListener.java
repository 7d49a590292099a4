package io.communitycloud.team.volunteer;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;

/** Takes volunteers out of the teams that they are no longer in, so that those do not see them any more. */
@Listens("team.teams.v1")
class TeamListener {

    private final Volunteers volunteers;
    private final AreaTree areas;

    TeamListener(Volunteers volunteers, AreaTree areas) {
        this.volunteers = volunteers;
        this.areas = areas;
    }

    @On("communitycloud.team.team-left.v1")
    void left(TeamLeft event) {
        for (String id : volunteers.idsOf(event.residentId())) {
            volunteers.act(id, each -> each.leaveTeam(event.teamId(), areas.path(each.area())));
        }
    }

    /** What is read of a resident who left a team. */
    record TeamLeft(String teamId, String residentId) {}
}
