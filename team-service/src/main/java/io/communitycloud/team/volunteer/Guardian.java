package io.communitycloud.team.volunteer;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/**
 * Who answers for a minor.
 *
 * @param consentedOn the day on which she agreed
 */
public record Guardian(
        @NotBlank @Size(max = 64) String residentId,
        @NotNull LocalDate consentedOn) {}
