package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.privacy.FieldCipher;
import io.communitycloud.common.privacy.SecretField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals who somebody is for the store and opens it again. */
@Component
class PersonSecrets {

    private static final SecretField NAME = new SecretField("key_persons", "name");
    private static final SecretField ID_NUMBER = new SecretField("key_persons", "idNumber");
    private static final SecretField PHONE = new SecretField("key_persons", "phone");
    private static final SecretField ADDRESS = new SecretField("key_persons", "address");

    private final FieldCipher cipher;

    PersonSecrets(FieldCipher cipher) {
        this.cipher = cipher;
    }

    SealedPerson seal(
            String id, String name, @Nullable String idNumber, @Nullable String phone, @Nullable String address) {
        return new SealedPerson(
                cipher.encipherToText(NAME, id, name),
                sealed(ID_NUMBER, id, idNumber),
                sealed(PHONE, id, phone),
                sealed(ADDRESS, id, address));
    }

    /** Who somebody is, in clear; never stored, logged or put into an event. */
    record Opened(
            String name,
            @Nullable String idNumber,
            @Nullable String phone,
            @Nullable String address) {

        /** Says nothing, whoever prints it. */
        @Override
        public String toString() {
            return "Opened[hidden]";
        }
    }

    Opened open(String id, SealedPerson person) {
        return new Opened(
                cipher.decipher(NAME, id, person.name()),
                opened(ID_NUMBER, id, person.idNumber()),
                opened(PHONE, id, person.phone()),
                opened(ADDRESS, id, person.address()));
    }

    private @Nullable String sealed(SecretField field, String id, @Nullable String value) {
        return value == null ? null : cipher.encipherToText(field, id, value);
    }

    private @Nullable String opened(SecretField field, String id, @Nullable String value) {
        return value == null ? null : cipher.decipher(field, id, value);
    }
}
