package io.communitycloud.emergency.activation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a step's owner says.
 *
 * @param step the step's id, where the owner knows it
 * @param target what the step is about, by which it is found otherwise
 * @param thing the id of what answers
 */
record Answer(
        StepKind kind, @Nullable String step, @Nullable String target, String thing, Instant at) {}
