package io.communitycloud.team.volunteer;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.DayOfWeek;

/**
 * A time of the week at which a volunteer is free.
 *
 * @param from city time, {@code 09:00}
 * @param to later on the same day
 */
public record Slot(
        @NotNull DayOfWeek weekday,

        @NotNull @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]")
        String from,

        @NotNull @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]")
        String to) {

    /** Whether it ends after it begins. */
    boolean isSound() {
        return from.compareTo(to) < 0;
    }
}
