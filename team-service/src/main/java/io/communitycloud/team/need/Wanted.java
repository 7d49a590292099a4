package io.communitycloud.team.need;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What volunteers are wanted for.
 *
 * @param skill what each must be able to do, null where anybody can
 * @param places how many are wanted
 */
public record Wanted(String title, String place, @Nullable String skill, int places, Instant from, Instant to) {}
