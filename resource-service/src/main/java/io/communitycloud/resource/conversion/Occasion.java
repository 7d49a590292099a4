package io.communitycloud.resource.conversion;

import org.jspecify.annotations.Nullable;

/**
 * What a conversion is done for.
 *
 * @param cause an activation's id or the like
 * @param step of the activation, null where none
 * @param exercise whether the facility is only said to convert
 */
public record Occasion(String cause, @Nullable String step, boolean exercise) {

    /** The id of what answers the occasion without being one of the facility's own conversions. */
    String answerFor(String facility) {
        return cause + "." + (step == null ? facility : step);
    }
}
