package io.communitycloud.team.mobilisation;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What teams are called for.
 *
 * @param cause the activation it belongs to, null where a person called
 * @param step the activation's step it answers
 * @param kinds of which the teams are; any where empty
 * @param skills those that have more of them are called first
 * @param needed how many teams
 * @param due until when they are to have accepted
 * @param task what they are to do, in words
 */
public record Order(
        @Nullable String cause,
        @Nullable String step,
        boolean exercise,
        Set<String> kinds,
        Set<String> skills,
        int needed,
        Instant due,
        @Nullable String task) {

    public Order {
        kinds = new TreeSet<>(kinds);
        skills = new TreeSet<>(skills);
    }
}
