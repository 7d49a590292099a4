package io.communitycloud.resident.resident;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resident.household.Household;
import io.communitycloud.resident.organisation.Organisation;
import io.communitycloud.resident.resident.ResidentEvent.ResidentCorrected;
import io.communitycloud.resident.resident.ResidentEvent.ResidentDied;
import io.communitycloud.resident.resident.ResidentEvent.ResidentJoinedOrganisation;
import io.communitycloud.resident.resident.ResidentEvent.ResidentLeftOrganisation;
import io.communitycloud.resident.resident.ResidentEvent.ResidentMoved;
import io.communitycloud.resident.resident.ResidentEvent.ResidentRegistered;
import io.communitycloud.resident.resident.ResidentEvent.ResidentRemoved;
import io.communitycloud.resident.resident.ResidentEvent.ResidentState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * A resident (居民): a person with the dated links to the households and dwellings she lived in, and to her organisations.
 *
 * <p>At most one link to a household is current; it and its dwelling are held beside the links so that lists by them have
 * an index. Of the organisations she belongs to, each has a scope key of its own below every area she is visible in.
 */
@AggregateRoot(collection = "residents", topic = "resident.residents.v1")
public final class Resident extends Aggregate {

    private Person person;
    private ResidentStatus status;
    private @Nullable String household;
    private @Nullable String dwelling;
    private List<DwellingLink> links;
    private List<OrganisationLink> organisations = List.of();
    private @Nullable LocalDate diedOn;

    @PersistenceCreator
    Resident(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            Person person,
            ResidentStatus status,
            List<DwellingLink> links) {
        super(id, area, scope, createdAt);
        this.person = person;
        this.status = status;
        this.links = List.copyOf(links);
    }

    /** Enters a person who lives in no known household yet. */
    static Resident register(String id, Person person, String area, List<String> path, Instant now) {
        Resident resident =
                new Resident(id, area, scope(path, id, null, List.of()), now, person, ResidentStatus.ACTIVE, List.of());
        resident.register(new ResidentRegistered(id, area, null, null, person.residence()));
        return resident;
    }

    /**
     * Enters a person with the household she lives in.
     *
     * @throws Refused where the day lies after today or before her birth
     */
    static Resident register(
            String id,
            Person person,
            Household household,
            List<String> path,
            @Nullable String relation,
            LocalDate since,
            LocalDate today,
            Instant now) {
        refuseOutOfOrder("/since", person, List.of(), since, today);
        Resident resident = new Resident(
                id,
                household.area(),
                scope(path, id, household.id(), List.of()),
                now,
                person,
                ResidentStatus.ACTIVE,
                List.of(new DwellingLink(
                        household.id(), household.dwelling(), household.area(), relation, since, null)));
        resident.household = household.id();
        resident.dwelling = household.dwelling();
        resident.register(
                new ResidentRegistered(id, household.area(), household.id(), household.dwelling(), person.residence()));
        return resident;
    }

    /** Puts right what is held of the person; what is the same already is told to nobody. */
    void correct(Person corrected) {
        refuseDeceased();
        Set<String> members = changes(person, corrected);
        if (members.isEmpty()) {
            return;
        }
        person = corrected;
        register(new ResidentCorrected(id(), area(), members));
    }

    /**
     * Moves the person into another household, maybe of another committee.
     *
     * @param path the codes from the city down to the household's area
     * @param today the city's day, after which no move can lie
     * @throws Refused where she is dead, lives there already, or the day is out of order
     */
    void move(Household to, List<String> path, @Nullable String relation, LocalDate on, LocalDate today) {
        refuseDeceased();
        if (to.id().equals(household)) {
            throw new Refused(ResidentRefusal.LIVES_THERE_ALREADY);
        }
        refuseOutOfOrder("/on", person, links, on, today);
        List<DwellingLink> changed = new ArrayList<>();
        links.forEach(link -> changed.add(link.current() ? link.endedOn(on) : link));
        changed.add(new DwellingLink(to.id(), to.dwelling(), to.area(), relation, on, null));
        register(new ResidentMoved(id(), area(), to.area(), household, to.id(), dwelling, to.dwelling(), on));
        links = List.copyOf(changed);
        household = to.id();
        dwelling = to.dwelling();
        relocate(to.area(), scope(path, id(), to.id(), organisations));
    }

    /**
     * Enters that the person belongs to an organisation.
     *
     * @param today the city's day, after which no link can begin
     * @throws Refused where she is dead, belongs to it already, it is closed, or the day is out of order
     */
    void join(Organisation organisation, OrganisationRole role, LocalDate from, LocalDate today) {
        refuseDeceased();
        organisation.requireOpen();
        if (currentLinkTo(organisation.id()).isPresent()) {
            throw new Refused(ResidentRefusal.BELONGS_TO_IT);
        }
        LocalDate born = person.birthDate();
        boolean overlaps = organisations.stream()
                .filter(link -> link.organisationId().equals(organisation.id()))
                .anyMatch(link -> link.until() != null && from.isBefore(link.until()));
        if (from.isAfter(today) || (born != null && from.isBefore(born)) || overlaps) {
            throw new Refused(ResidentRefusal.dayOutOfOrder("/from"));
        }
        List<OrganisationLink> changed = new ArrayList<>(organisations);
        changed.add(new OrganisationLink(organisation.id(), role, from, null));
        organisations = List.copyOf(changed);
        register(new ResidentJoinedOrganisation(id(), area(), organisation.id(), from));
        relocate(area(), scope(path(), id(), household, organisations));
    }

    /**
     * Ends that the person belongs to an organisation.
     *
     * @throws Refused where she does not belong to it or the day is out of order
     */
    void leave(String organisationId, LocalDate on, LocalDate today) {
        OrganisationLink left =
                currentLinkTo(organisationId).orElseThrow(() -> new Refused(ResidentRefusal.BELONGS_NOT_TO_IT));
        if (on.isAfter(today) || on.isBefore(left.from())) {
            throw new Refused(ResidentRefusal.dayOutOfOrder("/on"));
        }
        organisations = organisations.stream()
                .map(link -> link.equals(left) ? link.endedOn(on) : link)
                .toList();
        register(new ResidentLeftOrganisation(id(), area(), organisationId, on));
        relocate(area(), scope(path(), id(), household, organisations));
    }

    /**
     * Records that the person died.
     *
     * @throws Refused where that is recorded already or the day is out of order
     */
    void die(LocalDate on, LocalDate today) {
        refuseDeceased();
        refuseOutOfOrder("/on", person, links, on, today);
        register(new ResidentDied(id(), area(), household, on));
        status = ResidentStatus.DECEASED;
        diedOn = on;
        leaveEverything(on);
        relocate(area(), scope(path(), id(), null, organisations));
    }

    /** Takes the entry out of the register; it stays in the store, out of everybody's scope. */
    void remove(LocalDate today) {
        register(new ResidentRemoved(id(), area(), household));
        status = ResidentStatus.REMOVED;
        leaveEverything(today);
        relocate(area(), List.of("removed:" + area()));
    }

    /** The last link to a household she was moved to. */
    DwellingLink linkTo(String householdId) {
        return links.stream()
                .filter(link -> link.householdId().equals(householdId))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** The household and dwelling of a day, null where none is known. */
    @Nullable
    DwellingLink linkOn(LocalDate day) {
        return links.stream()
                .filter(link -> !day.isBefore(link.from()))
                .filter(link -> link.until() == null || day.isBefore(link.until()))
                .findFirst()
                .orElse(null);
    }

    /** The last link to an organisation she joined. */
    OrganisationLink lastLinkTo(String organisationId) {
        return organisations.stream()
                .filter(link -> link.organisationId().equals(organisationId))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** The key under which those who belong to an organisation are visible within one scope. */
    static Scope membersWithin(String organisationId, Scope scope) {
        return Scope.of("organisation", organisationId + "@" + scope.key());
    }

    private Optional<OrganisationLink> currentLinkTo(String organisationId) {
        return organisations.stream()
                .filter(link -> link.current() && link.organisationId().equals(organisationId))
                .findFirst();
    }

    /** The codes from the city down to her own area. */
    private List<String> path() {
        return scope().stream().filter(key -> key.indexOf(':') < 0).toList();
    }

    private void leaveEverything(LocalDate on) {
        organisations = organisations.stream()
                .map(link -> link.current() ? link.endedOn(on.isBefore(link.from()) ? link.from() : on) : link)
                .toList();
        links = links.stream()
                .map(link -> link.current() ? link.endedOn(on) : link)
                .toList();
        household = null;
        dwelling = null;
    }

    private static void refuseOutOfOrder(
            String pointer, Person person, List<DwellingLink> links, LocalDate on, LocalDate today) {
        LocalDate born = person.birthDate();
        if (on.isAfter(today)
                || (born != null && on.isBefore(born))
                || links.stream().anyMatch(link -> on.isBefore(link.from()))) {
            throw new Refused(ResidentRefusal.dayOutOfOrder(pointer));
        }
    }

    private void refuseDeceased() {
        if (status == ResidentStatus.DECEASED) {
            throw new Refused(ResidentRefusal.DECEASED);
        }
    }

    private static Set<String> changes(Person before, Person after) {
        Set<String> members = new TreeSet<>();
        note(members, "name", before.name(), after.name());
        note(members, "idType", before.idType(), after.idType());
        note(members, "idNumber", before.idNumber().index(), after.idNumber().index());
        note(members, "sex", before.sex(), after.sex());
        note(members, "birthDate", before.birthDate(), after.birthDate());
        note(members, "ethnic", before.ethnic(), after.ethnic());
        note(members, "phone", indexOf(before.phone()), indexOf(after.phone()));
        note(members, "residence", before.residence(), after.residence());
        return members;
    }

    private static void note(Set<String> members, String member, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            members.add(member);
        }
    }

    private static @Nullable String indexOf(@Nullable SealedValue value) {
        return value == null ? null : value.index();
    }

    private static List<String> scope(
            List<String> path, String id, @Nullable String household, List<OrganisationLink> organisations) {
        List<String> scope = new ArrayList<>(path);
        scope.add("resident:" + id);
        if (household != null) {
            scope.add("household:" + household);
        }
        organisations.stream()
                .filter(OrganisationLink::current)
                .flatMap(link -> path.stream()
                        .map(code -> membersWithin(link.organisationId(), Scope.area(code))
                                .key()))
                .forEach(scope::add);
        return scope;
    }

    public String name() {
        return person.name();
    }

    Person person() {
        return person;
    }

    SealedValue idNumber() {
        return person.idNumber();
    }

    @Nullable
    SealedValue phone() {
        return person.phone();
    }

    public boolean hasPhone() {
        return person.phone() != null;
    }

    public boolean isHeadOfHousehold() {
        return links.stream().anyMatch(link -> link.current() && "0".equals(link.relation()));
    }

    /** Whether the entry is in the register: of one living or dead, not of one taken out. */
    public boolean registered() {
        return status != ResidentStatus.REMOVED;
    }

    public ResidentStatus status() {
        return status;
    }

    public @Nullable String household() {
        return household;
    }

    public @Nullable String dwelling() {
        return dwelling;
    }

    List<DwellingLink> links() {
        return links;
    }

    List<OrganisationLink> organisations() {
        return organisations;
    }

    /** The organisations she belongs to now. */
    public List<String> organisationIds() {
        return organisations.stream()
                .filter(OrganisationLink::current)
                .map(OrganisationLink::organisationId)
                .toList();
    }

    @Nullable
    LocalDate diedOn() {
        return diedOn;
    }

    @Override
    public DomainEvent state() {
        return new ResidentState(id(), area(), household, dwelling, person.residence(), status, organisationIds());
    }
}
