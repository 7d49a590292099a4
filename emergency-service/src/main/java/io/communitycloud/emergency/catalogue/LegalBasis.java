package io.communitycloud.emergency.catalogue;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What a measure rests on (一决定一条例): shown to those it concerns.
 *
 * @param law name of the law, decision or regulation
 * @param article the article, where one is named
 * @param authority who decided
 * @param document number or title of the decision
 * @param from the first day in force
 * @param until the last day in force, null while it is open
 */
@Schema(description = "The law, article, decision and authority that a measure rests on.")
public record LegalBasis(
        @NotBlank @Size(max = 200) String law,
        @Nullable @Size(max = 100) String article,
        @Nullable @Size(max = 200) String authority,
        @Nullable @Size(max = 200) String document,
        @Nullable LocalDate from,
        @Nullable LocalDate until) {

    /** What is shown where nobody knows: never anything invented. */
    public static final String UNKNOWN = "unknown";

    private static final ZoneOffset CITY_TIME = ZoneOffset.ofHours(8);

    /** Whether it was in force at a moment; a day that is not stated bounds nothing. */
    public boolean inForce(Instant moment) {
        LocalDate day = moment.atOffset(CITY_TIME).toLocalDate();
        return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
    }
}
