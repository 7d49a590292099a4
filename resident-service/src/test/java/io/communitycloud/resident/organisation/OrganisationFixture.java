package io.communitycloud.resident.organisation;

import io.communitycloud.common.events.Ids;
import io.communitycloud.resident.dwelling.DwellingFixture;
import io.communitycloud.resident.organisation.Organisation.Description;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Organisations for tests. */
public final class OrganisationFixture {

    private OrganisationFixture() {}

    public static Organisation anOrganisationIn(String committee) {
        Organisation organisation = Organisation.register(
                Ids.next(), committee, DwellingFixture.path(committee), aDescription(), Instant.EPOCH);
        organisation.saved(1, 1, Instant.EPOCH);
        return organisation;
    }

    public static Organisation aClosedOrganisation() {
        Organisation organisation = anOrganisationIn("310101002001");
        organisation.close(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 1));
        organisation.saved(2, 2, Instant.EPOCH);
        return organisation;
    }

    static Description aDescription() {
        return described("云南中路便利店", null, "云南中路1弄2号", new Contact("赵店长", "cipher"));
    }

    static Description described(String name, @Nullable String code, String address, @Nullable Contact contact) {
        return new Description(
                name, OrganisationKind.SOLE_TRADER, code, address, null, contact, LocalDate.of(2020, 1, 1));
    }
}
