package io.communitycloud.resident.resident;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.resident.identifier.Checked;
import io.communitycloud.resident.identifier.IdType;
import io.communitycloud.resident.identifier.Identifiers;
import org.springframework.stereotype.Service;

/** Finds residents by what is enciphered: through blind indexes, which the caller's text is turned into first. */
@Service
public class FindingResidents {

    private final Residents residents;
    private final PersonalFields fields;
    private final Identifiers identifiers;

    FindingResidents(Residents residents, PersonalFields fields, Identifiers identifiers) {
        this.residents = residents;
        this.fields = fields;
        this.identifiers = identifiers;
    }

    public Page<Resident> byIdNumber(IdType type, String text, Scope scope, PageRequest page) {
        return residents.withIdNumber(fields.indexOf(read(identifiers.idNumber(type, text), "/idNumber")), scope, page);
    }

    public Page<Resident> byPhone(String text, Scope scope, PageRequest page) {
        return residents.withPhone(fields.indexOf(read(identifiers.phone(text), "/phone")), scope, page);
    }

    /** By the last four characters of the number. */
    public Page<Resident> byIdNumberTail(String tail, Scope scope, PageRequest page) {
        return residents.withIdNumberTail(fields.indexOfIdNumberTail(tail), scope, page);
    }

    private static <T> T read(Checked<? extends T> checked, String pointer) {
        return switch (checked) {
            case Checked.Accepted<? extends T> accepted -> accepted.value();
            case Checked.Refused<? extends T> refused ->
                throw InvalidRequest.field(pointer, refused.fault().code());
        };
    }
}
