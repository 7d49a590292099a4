package io.communitycloud.resident.organisation;

import io.communitycloud.common.privacy.Masks;
import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.resident.identifier.Checked;
import io.communitycloud.resident.identifier.Identifiers;
import io.communitycloud.resident.identifier.Phone;
import io.communitycloud.resident.identifier.UnifiedSocialCreditCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An organisation as a caller describes it.
 *
 * @param socialCreditCode unified social credit code (GB 32100-2015); party branches and teams have none
 * @param address in one line
 * @param dwellingId where it sits in one of the register's dwellings
 * @param contact whom to ask for
 */
record OrganisationForm(
        @NotBlank @Size(max = 120) String name,
        @NotNull OrganisationKind kind,
        @Nullable @Size(max = 30) String socialCreditCode,
        @NotBlank @Size(max = 200) String address,
        @Nullable @Size(min = 1, max = 64) String dwellingId,
        @Nullable @Valid ContactForm contact,
        @Nullable LocalDate establishedOn) {

    /** @param phone a mobile number */
    record ContactForm(
            @NotBlank @Size(max = 60) String name,
            @Nullable @Size(max = 20) String phone) {}

    /**
     * Reads code and phone by their rules.
     *
     * @throws InvalidRequest naming every member that is wrong
     * @throws io.communitycloud.common.web.Refused 422 {@code masked-value} where a mask was sent back
     */
    Checks check(Identifiers identifiers) {
        String phone = null;
        if (contact != null) {
            Masks.refuseMasked("/contact/name", contact.name());
            Masks.refuseMasked("/contact/phone", contact.phone());
            phone = contact.phone();
        }
        List<FieldError> errors = new ArrayList<>();
        UnifiedSocialCreditCode code = socialCreditCode == null
                ? null
                : read(identifiers.socialCreditCode(socialCreditCode), "/socialCreditCode", errors);
        Phone read = phone == null ? null : read(identifiers.phone(phone), "/contact/phone", errors);
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
        return new Checks(code == null ? null : code.value(), read);
    }

    private static <T> @Nullable T read(Checked<T> checked, String pointer, List<FieldError> errors) {
        return switch (checked) {
            case Checked.Accepted<T> accepted -> accepted.value();
            case Checked.Refused<T> refused -> {
                errors.add(FieldError.of(pointer, refused.fault().code()));
                yield null;
            }
        };
    }

    /** What the form says once code and phone are read. */
    record Checks(@Nullable String code, @Nullable Phone phone) {}
}
