package io.communitycloud.resource.facility;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a facility and put right later.
 *
 * @param peacetimeUse what it is used for otherwise
 * @param targetHours within how many hours it is to be converted; null for a facility that is never converted
 */
public record FacilityDescription(
        @NotBlank @Size(max = 80) String name,
        @Nullable @Size(min = 1, max = 120) String nameEn,
        @NotNull FacilityLevel level,
        @Nullable @Valid Point point,
        @NotNull @Valid BedNumbers beds,
        @Nullable @Size(min = 1, max = 40) String peacetimeUse,
        @Nullable @Min(1) @Max(720) Integer targetHours) {}
