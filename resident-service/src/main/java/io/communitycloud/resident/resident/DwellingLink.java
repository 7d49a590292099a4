package io.communitycloud.resident.resident;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That a person lived with a household in a dwelling, from a day on and until another.
 *
 * @param relation to the head of the household, GB/T 4761 one-digit code (0 is the head)
 * @param until the first day on which it was over, null while it lasts
 */
public record DwellingLink(
        String householdId,
        String dwellingId,
        String area,
        @Nullable String relation,
        LocalDate from,
        @Nullable LocalDate until) {

    DwellingLink endedOn(LocalDate day) {
        return new DwellingLink(householdId, dwellingId, area, relation, from, day);
    }

    boolean current() {
        return until == null;
    }
}
