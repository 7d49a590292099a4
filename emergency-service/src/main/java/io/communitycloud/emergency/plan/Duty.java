package io.communitycloud.emergency.plan;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A role that a plan gives somebody.
 *
 * @param holder the subject of whoever has it, null while nobody does: a gap
 * @param parts the parts of the plan that she must know, so must read again when they change
 */
public record Duty(
        @NotBlank @Size(max = 60) String role,
        @Nullable @Size(max = 60) String holder,
        @NotNull Set<@NotBlank @Size(max = 60) String> parts) {

    public Duty {
        parts = Set.copyOf(parts);
    }
}
