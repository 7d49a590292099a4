package io.communitycloud.emergency.guideline;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Who allowed what is stricter than the rule, and by which document. */
record Authorisation(
        @NotBlank @Size(max = 200) String authority,
        @NotBlank @Size(max = 200) String document) {}
