package io.communitycloud.resident.organisation;

import io.communitycloud.common.privacy.Masks;
import io.communitycloud.resident.identifier.Caution;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An organisation as it is shown: its contact masked, or in clear to whom role and purpose open it.
 *
 * @param masked whether the contact is masked
 * @param codeCautions what looks odd about the code, such as {@code social-credit-code-check-character}
 */
record OrganisationView(
        String id,
        boolean masked,
        String area,
        String name,
        OrganisationKind kind,
        @Nullable String socialCreditCode,
        List<String> codeCautions,
        String address,
        @Nullable String dwellingId,
        @Nullable ContactView contact,
        @Nullable LocalDate establishedOn,
        Organisation.State state,
        @Nullable LocalDate closedOn,
        Instant createdAt,
        Instant updatedAt) {

    /** The members that a mask hides; an access record names them. */
    static final Set<String> PERSONAL = Set.of("name", "phone");

    /** Whom to ask for. */
    record ContactView(String name, @Nullable String phone) {}

    static OrganisationView of(
            Organisation organisation, List<Caution> cautions, @Nullable String phone, boolean masked) {
        Contact contact = organisation.contact();
        ContactView shown = null;
        if (contact != null) {
            shown = masked
                    ? new ContactView(Masks.name(contact.name()), phone == null ? null : Masks.phone(phone))
                    : new ContactView(contact.name(), phone);
        }
        return new OrganisationView(
                organisation.id(),
                masked,
                organisation.area(),
                organisation.name(),
                organisation.kind(),
                organisation.code(),
                cautions.stream().map(Caution::code).toList(),
                organisation.address(),
                organisation.dwelling(),
                shown,
                organisation.establishedOn(),
                organisation.openOrClosed(),
                organisation.closedOn(),
                organisation.createdAt(),
                organisation.updatedAt());
    }
}
