package io.communitycloud.emergency.quarantine;

import java.time.Instant;
import java.time.LocalDate;

/**
 * That a person is to be asked how she is, {@code [opens, closes)}.
 *
 * @param day in the city's time
 */
public record FollowUpTask(LocalDate day, Slot slot, Instant opens, Instant closes) {}
