package io.communitycloud.emergency.guideline;

import io.communitycloud.emergency.catalogue.LegalBasis;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done.
 *
 * @param areaType the type of compound it is for, or all
 * @param topic what it is about: entrance, logistics, person, public_place, equipment, education, guarantee
 * @param check what a committee looks at
 * @param timesPerDay how often a day at least; 0 where it is not looked at by rounds
 * @param basis D documented, P proposal
 * @param legalBasis null where the data name none
 */
public record Measure(
        @NotBlank @Size(max = 40) String id,
        @NotNull @Pattern(regexp = "[a-z_]{2,40}") String areaType,
        @NotNull @Pattern(regexp = "[a-z_]{2,40}") String topic,
        @NotBlank @Size(max = 500) String text,
        @NotBlank @Size(max = 60) String check,
        @Min(0) @Max(24) int timesPerDay,
        @NotNull @Pattern(regexp = "[DP]") String basis,
        @Nullable @Valid LegalBasis legalBasis) {

    static final String ALL = "all";

    boolean isFor(String type) {
        return areaType.equals(ALL) || areaType.equals(type);
    }
}
