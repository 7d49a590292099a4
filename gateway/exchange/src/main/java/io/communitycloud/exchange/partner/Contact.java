package io.communitycloud.exchange.partner;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Where a partner's office is reached; an office, never a person. */
record Contact(
        @NotBlank @Size(max = 100) String office,
        @NotBlank @Email @Size(max = 200) String email) {}
