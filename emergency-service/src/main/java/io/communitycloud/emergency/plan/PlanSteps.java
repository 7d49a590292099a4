package io.communitycloud.emergency.plan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;

/** What is to be done at once when a plan is activated, each step with its time. */
public record PlanSteps(
        @NotNull @Size(max = 20) List<@NotNull @Valid ConversionStep> conversions,
        @NotNull @Size(max = 50) List<@NotNull @Valid ReservationStep> reservations,
        @NotNull @Size(max = 20) List<@NotNull @Valid MobilisationStep> mobilisations,
        @NotNull @Size(max = 20) List<@NotNull @Valid NoticeStep> notices) {

    private static final String ID = "[a-z0-9][a-z0-9-]{0,39}";
    private static final int DAYS_31 = 44_640;

    public PlanSteps {
        conversions = List.copyOf(conversions);
        reservations = List.copyOf(reservations);
        mobilisations = List.copyOf(mobilisations);
        notices = List.copyOf(notices);
    }

    public static final PlanSteps NONE = new PlanSteps(List.of(), List.of(), List.of(), List.of());

    /** A step of any kind. */
    public sealed interface Step {

        /** Its id, unique within the plan. */
        String step();

        /** How long it may take from the activation on. */
        int withinMinutes();
    }

    /** A facility is turned over to its emergency use. */
    public record ConversionStep(
            @NotNull @Pattern(regexp = ID) String step,
            @NotBlank @Size(max = 40) String facilityId,
            @Min(1) @Max(DAYS_31) int withinMinutes)
            implements Step {}

    /** Goods are set aside. */
    public record ReservationStep(
            @NotNull @Pattern(regexp = ID) String step,
            @NotBlank @Size(max = 40) String item,
            @Min(1) @Max(10_000_000) int quantity,
            @NotBlank @Size(max = 20) String unit,
            @Min(1) @Max(DAYS_31) int withinMinutes)
            implements Step {}

    /** Autonomy teams are called out. */
    public record MobilisationStep(
            @NotNull @Pattern(regexp = ID) String step,
            @NotNull @Pattern(regexp = "[0-9]{12}") String area,
            @NotEmpty @Size(max = 20) List<@NotBlank @Size(max = 40) String> kinds,
            @Min(1) @Max(1000) int teams,
            @NotNull @Size(max = 20) List<@NotBlank @Size(max = 40) String> skills,
            @Min(1) @Max(DAYS_31) int withinMinutes)
            implements Step {}

    /** Households are told. */
    public record NoticeStep(
            @NotNull @Pattern(regexp = ID) String step,
            @NotNull @Pattern(regexp = "[0-9]{12}") String area,
            @NotBlank @Size(max = 40) String category,
            @NotBlank @Size(max = 100) String title,
            @NotBlank @Size(max = 5000) String body,
            @NotBlank @Size(max = 20) String language,
            @NotEmpty @Size(max = 10) List<@NotBlank @Size(max = 20) String> channels,
            @Min(1) @Max(DAYS_31) int withinMinutes)
            implements Step {}

    /** All of them. */
    public List<Step> all() {
        List<Step> all = new ArrayList<>(conversions);
        all.addAll(reservations);
        all.addAll(mobilisations);
        all.addAll(notices);
        return all;
    }
}
