package io.communitycloud.resident.resident;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Claims;
import io.communitycloud.common.events.store.Claims.Outcome;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resident.household.Household;
import io.communitycloud.resident.household.Households;
import io.communitycloud.resident.identifier.IdNumber;
import io.communitycloud.resident.identifier.Identifiers;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
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

    private static final ZoneId CITY_TIME = ZoneId.of("Asia/Shanghai");

    private final Residents residents;
    private final Households households;
    private final PersonalFields fields;
    private final Identifiers identifiers;
    private final Claims claims;
    private final AreaTree areas;
    private final Clock clock;

    RegisteringResidents(
            Residents residents,
            Households households,
            PersonalFields fields,
            Identifiers identifiers,
            Claims claims,
            AreaTree areas,
            Clock clock) {
        this.residents = residents;
        this.households = households;
        this.fields = fields;
        this.identifiers = identifiers;
        this.claims = claims;
        this.areas = areas;
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
        IdNumber number = checks.number();
        claim(number, id);
        try {
            residents.save(resident);
        } catch (Refused refused) {
            claims.release(claimOf(number), id);
            throw refused;
        }
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
            throw new Refused(new ResidentRefusal.AlreadyRegistered());
        }
    }

    /** Puts a person right; a changed number is claimed first and the old one given back afterwards. */
    void correct(Resident resident, PersonForm form) {
        PersonForm.Checks checks = form.check(identifiers);
        Person corrected = person(resident.id(), form, checks);
        if (!corrected.idNumber().index().equals(resident.idNumber().index())) {
            claim(checks.number(), resident.id());
        }
        resident.correct(corrected);
    }

    /** Gives back the claim on a number that an entry no longer holds. */
    void released(String residentId, String formerIndex) {
        claims.release("person:" + formerIndex, residentId);
    }

    private void claim(IdNumber number, String id) {
        Outcome outcome = claims.claim(claimOf(number), "", id, holder -> holds(holder, number));
        switch (outcome) {
            case Outcome.Won won -> {}
            case Outcome.Held held -> {
                if (!held.target().equals(id)) {
                    throw new Refused(new ResidentRefusal.AlreadyRegistered());
                }
            }
            case Outcome.Pending pending -> throw new Refused(new ResidentRefusal.BeingRegistered());
        }
    }

    private boolean holds(String holder, IdNumber number) {
        return residents
                .find(holder, Scope.everything())
                .filter(resident -> resident.status() != ResidentStatus.REMOVED)
                .filter(resident -> resident.idNumber().index().equals(fields.indexOf(number)))
                .isPresent();
    }

    private Resident entry(String id, RegisterResident command, PersonForm.Checks checks, Scope scope) {
        Person person = person(id, command.person(), checks);
        if (command.householdId() == null) {
            String area = Objects.requireNonNull(command.area());
            return Resident.register(id, person, area, areas.scopeOf(area, "/area", scope), clock.instant());
        }
        Household household = households.require(command.householdId(), scope);
        if (command.area() != null && !command.area().equals(household.area())) {
            throw new Refused(new ResidentRefusal.HouseholdElsewhere());
        }
        List<String> path = areas.scopeOf(household.area(), "/householdId", scope);
        LocalDate since = command.since() == null ? LocalDate.now(clock.withZone(CITY_TIME)) : command.since();
        return Resident.register(id, person, household, path, command.relation(), since, clock.instant());
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
        return "person:" + fields.indexOf(number);
    }
}
