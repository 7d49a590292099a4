package io.communitycloud.emergency.timeline;

import org.jspecify.annotations.Nullable;

/**
 * What the timeline reads of any service's event.
 *
 * @param incidentId of our own events
 * @param cause the activation that an event of another service answers
 * @param step the step of the activation; of a conversion's own steps, the name of that one
 * @param code why a step was refused
 */
record Told(
        @Nullable String incidentId,
        @Nullable String activationId,
        @Nullable String cause,
        @Nullable String step,
        @Nullable String code,
        @Nullable Boolean exercise,
        @Nullable String by) {}
