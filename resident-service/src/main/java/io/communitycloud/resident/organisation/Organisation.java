package io.communitycloud.resident.organisation;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resident.organisation.OrganisationEvent.OrganisationClosed;
import io.communitycloud.resident.organisation.OrganisationEvent.OrganisationCorrected;
import io.communitycloud.resident.organisation.OrganisationEvent.OrganisationRegistered;
import io.communitycloud.resident.organisation.OrganisationEvent.OrganisationState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * An organisation (组织) of a committee: an enterprise, an owners' committee, a party branch.
 *
 * <p>Who belongs to it stands in the residents' own entries. It ends once and stays in the register as closed.
 */
@AggregateRoot(collection = "organisations", topic = "resident.organisations.v1")
public final class Organisation extends Aggregate {

    private String name;
    private OrganisationKind kind;
    private @Nullable String code;
    private String address;
    private @Nullable String dwelling;
    private @Nullable Contact contact;
    private @Nullable LocalDate establishedOn;
    private State state = State.OPEN;
    private @Nullable LocalDate closedOn;

    @PersistenceCreator
    Organisation(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String name,
            OrganisationKind kind,
            @Nullable String code,
            String address,
            @Nullable String dwelling,
            @Nullable Contact contact,
            @Nullable LocalDate establishedOn) {
        super(id, area, scope, createdAt);
        this.name = name;
        this.kind = kind;
        this.code = code;
        this.address = address;
        this.dwelling = dwelling;
        this.contact = contact;
        this.establishedOn = establishedOn;
    }

    /** Enters an organisation into the register. */
    static Organisation register(String id, String area, List<String> scope, Description description, Instant now) {
        Organisation organisation = new Organisation(
                id,
                area,
                scope,
                now,
                description.name(),
                description.kind(),
                description.code(),
                description.address(),
                description.dwelling(),
                description.contact(),
                description.establishedOn());
        organisation.register(new OrganisationRegistered(id, area, organisation.kind, organisation.dwelling));
        return organisation;
    }

    /**
     * Puts right what is held of the organisation; what is the same already is told to nobody.
     *
     * @param samePhone whether the contact's phone is the one held, which two ciphers of it do not show
     * @throws Refused where it is closed
     */
    void correct(Description corrected, boolean samePhone) {
        requireOpen();
        Set<String> members = changes(corrected, samePhone);
        if (members.isEmpty()) {
            return;
        }
        name = corrected.name();
        kind = corrected.kind();
        code = corrected.code();
        address = corrected.address();
        dwelling = corrected.dwelling();
        contact = corrected.contact();
        establishedOn = corrected.establishedOn();
        register(new OrganisationCorrected(id(), area(), kind, dwelling, members));
    }

    /**
     * Ends the organisation.
     *
     * @param today the city's day, after which no end can lie
     * @throws Refused where it is closed already or the day is out of order
     */
    void close(LocalDate on, LocalDate today) {
        requireOpen();
        if (on.isAfter(today) || (establishedOn != null && on.isBefore(establishedOn))) {
            throw new Refused(OrganisationRefusal.CLOSING_DAY);
        }
        state = State.CLOSED;
        closedOn = on;
        register(new OrganisationClosed(id(), area(), on));
    }

    /**
     * Holds where something can still happen to it.
     *
     * @throws Refused where it is closed
     */
    public void requireOpen() {
        if (state == State.CLOSED) {
            throw new Refused(OrganisationRefusal.CLOSED);
        }
    }

    private Set<String> changes(Description to, boolean samePhone) {
        Set<String> members = new TreeSet<>();
        note(members, "name", name, to.name());
        note(members, "kind", kind, to.kind());
        note(members, "socialCreditCode", code, to.code());
        note(members, "address", address, to.address());
        note(members, "dwellingId", dwelling, to.dwelling());
        note(members, "contact", nameOf(contact), nameOf(to.contact()));
        note(members, "establishedOn", establishedOn, to.establishedOn());
        if (!samePhone) {
            members.add("contact");
        }
        return members;
    }

    private static void note(Set<String> members, String member, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            members.add(member);
        }
    }

    private static @Nullable String nameOf(@Nullable Contact contact) {
        return contact == null ? null : contact.name();
    }

    public String name() {
        return name;
    }

    public OrganisationKind kind() {
        return kind;
    }

    public State openOrClosed() {
        return state;
    }

    @Nullable
    String code() {
        return code;
    }

    String address() {
        return address;
    }

    @Nullable
    String dwelling() {
        return dwelling;
    }

    @Nullable
    Contact contact() {
        return contact;
    }

    @Nullable
    LocalDate establishedOn() {
        return establishedOn;
    }

    @Nullable
    LocalDate closedOn() {
        return closedOn;
    }

    @Override
    public DomainEvent state() {
        return new OrganisationState(id(), area(), kind, dwelling, closedOn);
    }

    /** Whether an organisation is there. */
    public enum State {
        OPEN,
        CLOSED
    }

    /**
     * What can be said of an organisation and put right later.
     *
     * @param code unified social credit code (GB 32100-2015), null where it has none
     * @param dwelling where it sits in one of the register's dwellings
     */
    record Description(
            String name,
            OrganisationKind kind,
            @Nullable String code,
            String address,
            @Nullable String dwelling,
            @Nullable Contact contact,
            @Nullable LocalDate establishedOn) {}
}
