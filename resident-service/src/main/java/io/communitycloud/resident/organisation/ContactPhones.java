package io.communitycloud.resident.organisation;

import io.communitycloud.common.privacy.FieldCipher;
import io.communitycloud.common.privacy.SecretField;
import io.communitycloud.resident.identifier.Phone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Enciphers the phones of contacts for the store and opens them again. */
@Component
class ContactPhones {

    private static final SecretField PHONE = new SecretField("organisations", "contactPhone");

    private final FieldCipher cipher;

    ContactPhones(FieldCipher cipher) {
        this.cipher = cipher;
    }

    String seal(String organisationId, Phone phone) {
        return cipher.encipherToText(PHONE, organisationId, phone.value());
    }

    /** The contact's phone in clear, null where none is held. */
    @Nullable
    String of(Organisation organisation) {
        Contact contact = organisation.contact();
        String sealed = contact == null ? null : contact.phone();
        return sealed == null ? null : cipher.decipher(PHONE, organisation.id(), sealed);
    }
}
