package io.communitycloud.team.mobilisation;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refused;
import io.communitycloud.team.team.Team;
import io.communitycloud.team.team.Teams;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Chooses which teams of an area are called.
 *
 * <p>Active teams of the kinds that somebody leads and that are free: those with more of the skills first, among equals the
 * one that did something last. Looked at are the 200 liveliest of each kind, which is more than any call needs.
 */
@Component
class ChoosingTeams {

    private static final int LOOKED_AT = 200;
    private static final int RESERVE = 10;

    private final Teams teams;
    private final Mobilisations mobilisations;

    ChoosingTeams(Teams teams, Mobilisations mobilisations) {
        this.teams = teams;
        this.mobilisations = mobilisations;
    }

    /**
     * The teams to call and to hold in reserve, the fittest first.
     *
     * @throws Refused where there is none, or none that is free
     */
    List<String> candidates(Order order, Scope area) {
        List<Team> fit = order.kinds().isEmpty()
                ? led(teams.liveliest(null, area, LOOKED_AT))
                : order.kinds().stream()
                        .flatMap(kind -> led(teams.liveliest(kind, area, LOOKED_AT)).stream())
                        .toList();
        if (fit.isEmpty()) {
            throw new Refused(MobilisationRefusal.NO_TEAM);
        }
        Set<String> engaged = mobilisations.engaged(fit.stream().map(Team::id).toList(), order.exercise(), null);
        List<String> free = fit.stream()
                .filter(team -> !engaged.contains(team.id()))
                .sorted(Comparator.comparingLong((Team team) -> -covered(team, order.skills()))
                        .thenComparing(Team::quietSince, Comparator.reverseOrder())
                        .thenComparing(Team::id))
                .limit((long) order.needed() + RESERVE)
                .map(Team::id)
                .toList();
        if (free.isEmpty()) {
            throw new Refused(MobilisationRefusal.ALL_ENGAGED);
        }
        return free;
    }

    private static List<Team> led(List<Team> teams) {
        return teams.stream().filter(team -> team.leader().isPresent()).toList();
    }

    private static long covered(Team team, Set<String> skills) {
        return skills.stream().filter(team.description().skills()::contains).count();
    }
}
