package io.communitycloud.resident.resident;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That a person belonged to an organisation, from a day on and until another.
 *
 * @param until the first day on which it was over, null while it lasts; the organisation's own end ends it too
 */
record OrganisationLink(
        String organisationId,
        OrganisationRole role,
        LocalDate from,
        @Nullable LocalDate until) {

    OrganisationLink endedOn(LocalDate day) {
        return new OrganisationLink(organisationId, role, from, day);
    }

    boolean current() {
        return until == null;
    }

    boolean heldOn(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
}
