package io.communitycloud.resident.resident;

import io.communitycloud.common.events.store.Claims;
import io.communitycloud.common.events.store.Claims.Outcome;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.Refused;
import io.communitycloud.common.web.StaleVersion;
import io.communitycloud.resident.area.CityDay;
import io.communitycloud.resident.area.Committees;
import io.communitycloud.resident.area.Committees.Committee;
import io.communitycloud.resident.household.Household;
import io.communitycloud.resident.household.Households;
import io.communitycloud.resident.identifier.Checked;
import io.communitycloud.resident.identifier.IdNumber;
import io.communitycloud.resident.identifier.Identifiers;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Registers a person once in the whole city.
 *
 * <p>The blind index of her number is claimed before the entry is written, so that of two who register her at the same
 * moment one is refused, whichever committees they work for.
 */
@Service
public class RegisteringResidents {

    private final Residents residents;
    private final Households households;
    private final PersonalFields fields;
    private final Identifiers identifiers;
    private final Claims claims;
    private final Committees committees;
    private final CityDay day;
    private final Clock clock;

    RegisteringResidents(
            Residents residents,
            Households households,
            PersonalFields fields,
            Identifiers identifiers,
            Claims claims,
            Committees committees,
            CityDay day,
            Clock clock) {
        this.residents = residents;
        this.households = households;
        this.fields = fields;
        this.identifiers = identifiers;
        this.claims = claims;
        this.committees = committees;
        this.day = day;
        this.clock = clock;
    }

    /**
     * A person to be registered.
     *
     * @param area 12-digit code of the committee; may be left out where a household is given
     * @param relation to the head of the household, GB/T 4761 one-digit code
     * @param since the day she came to live there; today where it is not said
     */
    public record RegisterResident(
            PersonForm person,
            @Nullable String area,
            @Nullable String householdId,
            @Nullable String relation,
            @Nullable LocalDate since) {}

    /**
     * Registers a person under an id.
     *
     * @throws Refused where she is registered already, or the household lies elsewhere or out of scope
     */
    public Resident register(String id, RegisterResident command, Scope scope) {
        PersonForm.Checks checks = command.person().check(identifiers);
        Resident resident = entry(id, command, checks, scope);
        claim(checks.number(), id);
        String household = resident.household();
        if (household != null) {
            try {
                households.expect(household, id, clock.instant(), scope);
            } catch (Refused endedMeanwhile) {
                claims.release(claimOf(checks.number()), id);
                throw endedMeanwhile;
            }
        }
        residents.save(resident);
        return resident;
    }

    /**
     * Says whether a person could be registered, without registering her.
     *
     * @throws io.communitycloud.common.web.InvalidRequest naming what is wrong
     * @throws Refused where she is registered already
     */
    public void check(PersonForm form) {
        String index = fields.indexOf(form.check(identifiers).number());
        if (residents.anyWithIdNumber(index)) {
            throw new Refused(ResidentRefusal.ALREADY_REGISTERED);
        }
    }

    /** Whether a form names the person of an entry, by her number. */
    public boolean describes(PersonForm form, Resident resident) {
        return fields.indexOf(form.check(identifiers).number())
                .equals(resident.idNumber().index());
    }

    /**
     * Puts a person right. A changed number is claimed first; the former one is given back afterwards, the new one where
     * the correction was not written.
     *
     * @param correction from what is held now to what is right
     * @throws StaleVersion where the entry is no longer at the version its caller saw
     */
    Resident correct(String id, Scope scope, IfMatch version, UnaryOperator<PersonForm> correction) {
        Resident resident = residents.require(id, scope);
        if (resident.version() != version.version()) {
            throw new StaleVersion();
        }
        SealedValue former = resident.idNumber();
        PersonForm form = correction.apply(form(resident));
        PersonForm.Checks checks = form.check(identifiers);
        resident.correct(person(id, form, checks));
        if (resident.registeredEvents().isEmpty()) {
            return resident;
        }
        if (resident.idNumber().index().equals(former.index())) {
            residents.save(resident);
            return resident;
        }
        claim(checks.number(), id);
        try {
            residents.save(resident);
        } catch (StaleVersion notWritten) {
            if (!holds(id, checks.number())) {
                claims.release(claimOf(checks.number()), id);
            }
            throw notWritten;
        }
        claims.release(claimOf(former.index()), id);
        return resident;
    }

    /** Takes a person out of the register and gives her number back. */
    void remove(String id, Scope scope, IfMatch version) {
        Resident removed = residents.change(id, scope, version, resident -> resident.remove(day.today()));
        claims.release(claimOf(removed.idNumber().index()), id);
    }

    /** What is held, as a caller would describe it; what the number states is left for the number to state. */
    private PersonForm form(Resident resident) {
        Person person = resident.person();
        String text = fields.idNumberOf(resident);
        boolean statesBirth = false;
        boolean statesSex = false;
        if (identifiers.idNumber(person.idType(), text) instanceof Checked.Accepted<? extends IdNumber> read) {
            statesBirth = read.value().statedBirthDate().isPresent();
            statesSex = read.value().statedSex().isPresent();
        }
        return new PersonForm(
                person.name(),
                person.idType(),
                text,
                statesSex ? null : person.sex(),
                statesBirth ? null : person.birthDate(),
                person.ethnic(),
                fields.phoneOf(resident),
                person.residence());
    }

    private void claim(IdNumber number, String id) {
        Outcome outcome = claims.claim(claimOf(number), "", id, holder -> holds(holder, number));
        switch (outcome) {
            case Outcome.Won won -> {}
            case Outcome.Held held -> {
                if (!held.target().equals(id)) {
                    throw new Refused(ResidentRefusal.ALREADY_REGISTERED);
                }
            }
            case Outcome.Pending pending -> throw new Refused(ResidentRefusal.BEING_REGISTERED);
        }
    }

    private boolean holds(String holder, IdNumber number) {
        return residents
                .find(holder, Scope.everything())
                .filter(Resident::registered)
                .filter(resident -> resident.idNumber().index().equals(fields.indexOf(number)))
                .isPresent();
    }

    private Resident entry(String id, RegisterResident command, PersonForm.Checks checks, Scope scope) {
        Person person = person(id, command.person(), checks);
        Committee named = command.area() == null ? null : committees.require(command.area(), "/area", scope);
        if (command.householdId() == null) {
            Committee committee = Objects.requireNonNull(named);
            return Resident.register(id, person, committee.code(), committee.path(), clock.instant());
        }
        Household household = households.require(command.householdId(), scope);
        if (named != null && !named.code().equals(household.area())) {
            throw new Refused(ResidentRefusal.HOUSEHOLD_ELSEWHERE);
        }
        Committee committee = committees.require(household.area(), "/householdId", scope);
        LocalDate today = day.today();
        LocalDate since = command.since() == null ? today : command.since();
        return Resident.register(
                id, person, household, committee.path(), command.relation(), since, today, clock.instant());
    }

    private Person person(String id, PersonForm form, PersonForm.Checks checks) {
        return new Person(
                form.name().strip(),
                form.idType(),
                fields.seal(id, checks.number()),
                checks.sex(),
                checks.birthDate(),
                form.ethnic(),
                checks.phone() == null ? null : fields.seal(id, checks.phone()),
                form.residence());
    }

    private String claimOf(IdNumber number) {
        return claimOf(fields.indexOf(number));
    }

    private static String claimOf(String index) {
        return "person:" + index;
    }
}
