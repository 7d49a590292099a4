package io.communitycloud.team.team;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a team says of itself.
 *
 * @param venue where it meets, in words; null where nowhere in particular
 * @param skills what its members can, as codes of the shipped kinds
 */
public record Description(String name, @Nullable String venue, Set<String> skills) {

    public Description {
        skills = new TreeSet<>(skills);
    }
}
