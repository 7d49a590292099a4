package io.communitycloud.emergency.readiness;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;

/** Follows which teams can be called out. */
@Listens("team.teams.v1")
class TeamMeansListener {

    private static final String DISSOLVED = "DISSOLVED";
    private static final String DORMANT = "DORMANT";

    private final Means means;

    TeamMeansListener(Means means) {
        this.means = means;
    }

    @On({"communitycloud.team.team-founded.v1", "communitycloud.team.team-activated.v1"})
    void ready(Told event, EventMeta meta) {
        means.team(meta, event.area(), event.kind(), true);
    }

    @On({"communitycloud.team.team-dormant.v1", "communitycloud.team.team-dissolved.v1"})
    void notReady(Anything event, EventMeta meta) {
        means.team(meta, false);
    }

    @On("communitycloud.team.team-state.v1")
    void state(State event, EventMeta meta) {
        boolean ready = !event.state().equals(DORMANT) && !event.state().equals(DISSOLVED);
        means.team(meta, event.area(), event.kind(), ready);
    }

    /** What is read of a team that can be called out. */
    record Told(String area, String kind) {}

    /** What is read of one that cannot. */
    record Anything(String area) {}

    /** What is read of a team's state. */
    record State(String area, String kind, String state) {}
}
