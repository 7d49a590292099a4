package io.communitycloud.team.kind;

import java.util.List;
import java.util.Set;

/**
 * A kind of team.
 *
 * @param id as in {@code team-categories.yaml}, for example {@code mutual_help}
 * @param emergencyRoles what a team of the kind is good for in an emergency
 * @param skills what its members usually can; a team that says nothing else has these
 */
public record Kind(String id, String chinese, String english, List<String> emergencyRoles, Set<String> skills) {

    public Kind {
        emergencyRoles = List.copyOf(emergencyRoles);
        skills = Set.copyOf(skills);
    }
}
