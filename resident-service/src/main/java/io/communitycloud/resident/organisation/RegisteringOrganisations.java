package io.communitycloud.resident.organisation;

import io.communitycloud.common.events.store.Claims;
import io.communitycloud.common.events.store.Claims.Outcome;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.Refused;
import io.communitycloud.common.web.StaleVersion;
import io.communitycloud.resident.area.CityDay;
import io.communitycloud.resident.area.Committees;
import io.communitycloud.resident.area.Committees.Committee;
import io.communitycloud.resident.dwelling.Dwellings;
import io.communitycloud.resident.identifier.Identifiers;
import io.communitycloud.resident.organisation.Organisation.Description;
import io.communitycloud.resident.organisation.OrganisationForm.Checks;
import io.communitycloud.resident.organisation.OrganisationForm.ContactForm;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Enters organisations into the register, puts them right and closes them.
 *
 * <p>A social credit code stands for one open organisation of the city: it is claimed before the entry is written, and
 * given back when the organisation closes or takes another.
 */
@Service
class RegisteringOrganisations {

    private final Organisations organisations;
    private final Dwellings dwellings;
    private final Identifiers identifiers;
    private final ContactPhones phones;
    private final Claims claims;
    private final Committees committees;
    private final CityDay day;
    private final Clock clock;

    RegisteringOrganisations(
            Organisations organisations,
            Dwellings dwellings,
            Identifiers identifiers,
            ContactPhones phones,
            Claims claims,
            Committees committees,
            CityDay day,
            Clock clock) {
        this.organisations = organisations;
        this.dwellings = dwellings;
        this.identifiers = identifiers;
        this.phones = phones;
        this.claims = claims;
        this.committees = committees;
        this.day = day;
        this.clock = clock;
    }

    /**
     * Enters an organisation under an id.
     *
     * @throws Refused where its code is taken or its dwelling lies elsewhere
     */
    Organisation register(String id, String area, OrganisationForm form, Scope scope) {
        Committee committee = committees.require(area, "/area", scope);
        Checks checks = form.check(identifiers);
        requireDwelling(form, committee.code(), scope);
        Organisation organisation = Organisation.register(
                id, committee.code(), committee.path(), description(id, form, checks), clock.instant());
        claim(checks.code(), id);
        organisations.save(organisation);
        return organisation;
    }

    /**
     * Puts an organisation right. A changed code is claimed first; the former one is given back afterwards, the new one
     * where the correction was not written.
     *
     * @param correction from what is held now to what is right
     * @throws StaleVersion where the entry is no longer at the version its caller saw
     */
    Organisation correct(String id, Scope scope, IfMatch version, UnaryOperator<OrganisationForm> correction) {
        Organisation organisation = organisations.require(id, scope);
        if (organisation.version() != version.version()) {
            throw new StaleVersion();
        }
        String formerCode = organisation.code();
        String formerPhone = phones.of(organisation);
        OrganisationForm form = correction.apply(form(organisation, formerPhone));
        Checks checks = form.check(identifiers);
        if (!Objects.equals(form.dwellingId(), organisation.dwelling())) {
            requireDwelling(form, organisation.area(), scope);
        }
        String phone = checks.phone() == null ? null : checks.phone().value();
        organisation.correct(description(id, form, checks), Objects.equals(formerPhone, phone));
        if (organisation.registeredEvents().isEmpty()) {
            return organisation;
        }
        if (Objects.equals(formerCode, checks.code())) {
            organisations.save(organisation);
            return organisation;
        }
        claim(checks.code(), id);
        try {
            organisations.save(organisation);
        } catch (StaleVersion notWritten) {
            if (checks.code() != null && !holds(id, checks.code())) {
                release(checks.code(), id);
            }
            throw notWritten;
        }
        release(formerCode, id);
        return organisation;
    }

    /** Closes an organisation and gives its code back. */
    Organisation close(String id, @Nullable LocalDate on, @Nullable IdempotencyKey key, Scope scope) {
        LocalDate today = day.today();
        Organisation closed = organisations.act(id, scope, key, found -> found.close(on == null ? today : on, today));
        release(closed.code(), id);
        return closed;
    }

    private void requireDwelling(OrganisationForm form, String area, Scope scope) {
        String dwelling = form.dwellingId();
        if (dwelling != null && !dwellings.require(dwelling, scope).area().equals(area)) {
            throw new Refused(OrganisationRefusal.DWELLING_ELSEWHERE);
        }
    }

    private Description description(String id, OrganisationForm form, Checks checks) {
        ContactForm contact = form.contact();
        return new Description(
                form.name().strip(),
                form.kind(),
                checks.code(),
                form.address().strip(),
                form.dwellingId(),
                contact == null
                        ? null
                        : new Contact(
                                contact.name().strip(),
                                checks.phone() == null ? null : phones.seal(id, checks.phone())),
                form.establishedOn());
    }

    /** What is held, as a caller would describe it. */
    private static OrganisationForm form(Organisation organisation, @Nullable String phone) {
        Contact contact = organisation.contact();
        return new OrganisationForm(
                organisation.name(),
                organisation.kind(),
                organisation.code(),
                organisation.address(),
                organisation.dwelling(),
                contact == null ? null : new ContactForm(contact.name(), phone),
                organisation.establishedOn());
    }

    private void claim(@Nullable String code, String id) {
        if (code == null) {
            return;
        }
        Outcome outcome = claims.claim(claimOf(code), "", id, holder -> holds(holder, code));
        switch (outcome) {
            case Outcome.Won won -> {}
            case Outcome.Held held -> {
                if (!held.target().equals(id)) {
                    throw new Refused(OrganisationRefusal.CODE_TAKEN);
                }
            }
            case Outcome.Pending pending -> throw new Refused(OrganisationRefusal.BEING_REGISTERED);
        }
    }

    private boolean holds(String holder, String code) {
        return organisations
                .find(holder, Scope.everything())
                .filter(found -> found.openOrClosed() == Organisation.State.OPEN)
                .filter(found -> code.equals(found.code()))
                .isPresent();
    }

    private void release(@Nullable String code, String id) {
        if (code != null) {
            claims.release(claimOf(code), id);
        }
    }

    private static String claimOf(String code) {
        return "organisation:" + code;
    }
}
