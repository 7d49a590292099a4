package io.communitycloud.team.team;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/** Turns the teams dormant that have done nothing for too long. */
@Service
class TurningDormant {

    private static final int AT_ONCE = 200;
    private static final List<TeamState> AWAKE = List.of(TeamState.ACTIVE, TeamState.FOUNDED);

    private final Teams teams;
    private final TeamSettings settings;

    TurningDormant(Teams teams, TeamSettings settings) {
        this.teams = teams;
        this.settings = settings;
    }

    /** Goes through the quietest until one is met that has not been quiet for long; how many fell asleep. */
    int look(Instant now) {
        int asleep = 0;
        Instant line = now.minus(settings.untilDormant());
        for (TeamState state : AWAKE) {
            boolean more = true;
            while (more) {
                List<Team> quiet = teams.quietest(state, AT_ONCE).stream()
                        .filter(team -> !team.quietSince().isAfter(line))
                        .toList();
                quiet.forEach(each -> teams.act(each.id(), team -> team.fallAsleep(settings.untilDormant(), now)));
                asleep += quiet.size();
                more = quiet.size() == AT_ONCE;
            }
        }
        return asleep;
    }
}
