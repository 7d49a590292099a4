package io.communitycloud.resident.resident;

import io.communitycloud.common.privacy.BlindIndex;
import io.communitycloud.common.privacy.FieldCipher;
import io.communitycloud.common.privacy.SecretField;
import io.communitycloud.resident.identifier.IdNumber;
import io.communitycloud.resident.identifier.Phone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals numbers and phones for the store and opens them again. */
@Component
public class PersonalFields {

    private static final SecretField ID_NUMBER = new SecretField("residents", "idNumber");
    private static final SecretField PHONE = new SecretField("residents", "phone");

    private final FieldCipher cipher;
    private final BlindIndex index;

    PersonalFields(FieldCipher cipher, BlindIndex index) {
        this.cipher = cipher;
        this.index = index;
    }

    SealedValue seal(String residentId, IdNumber number) {
        return seal(ID_NUMBER, residentId, number.value());
    }

    SealedValue seal(String residentId, Phone phone) {
        return seal(PHONE, residentId, phone.value());
    }

    /** The blind index under which a number is found. */
    public String indexOf(IdNumber number) {
        return index.exact(ID_NUMBER, number.value());
    }

    /** The blind index under which a phone is found. */
    public String indexOf(Phone phone) {
        return index.exact(PHONE, phone.value());
    }

    /** The blind index under which the last four characters of a number are found. */
    String indexOfIdNumberTail(String tail) {
        return index.tail(ID_NUMBER, tail);
    }

    /** The resident's number in clear. */
    public String idNumberOf(Resident resident) {
        return cipher.decipher(ID_NUMBER, resident.id(), resident.idNumber().cipher());
    }

    /** The resident's phone in clear, null where none is held. */
    public @Nullable String phoneOf(Resident resident) {
        SealedValue phone = resident.phone();
        return phone == null ? null : cipher.decipher(PHONE, resident.id(), phone.cipher());
    }

    private SealedValue seal(SecretField field, String residentId, String value) {
        return new SealedValue(
                cipher.encipherToText(field, residentId, value), index.exact(field, value), index.tail(field, value));
    }
}
