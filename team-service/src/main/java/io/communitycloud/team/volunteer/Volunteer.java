package io.communitycloud.team.volunteer;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.team.volunteer.VolunteerEvent.VolunteerBound;
import io.communitycloud.team.volunteer.VolunteerEvent.VolunteerCorrected;
import io.communitycloud.team.volunteer.VolunteerEvent.VolunteerRegistered;
import io.communitycloud.team.volunteer.VolunteerEvent.VolunteerReleased;
import io.communitycloud.team.volunteer.VolunteerEvent.VolunteerStateTold;
import io.communitycloud.team.volunteer.VolunteerEvent.VolunteerWithdrawn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * A resident who offers her time.
 *
 * <p>She belongs to the committee she lives in; herself and her team see her too. What she can is part of the scope, as
 * {@code skill:<key>/<skill>} for every key she is seen under, so that a search by skill in an area is one equality;
 * no token ever bears such a key. {@code boundTo} holds the households and orders of her open bindings for the same
 * reason, and is absent where she has none. {@code guardian} stands outside the offer because a search by it has an index.
 */
@AggregateRoot(collection = "volunteers", topic = "team.volunteers.v1")
public final class Volunteer extends Aggregate {

    /** How many households one volunteer serves at a time; a proposal of ours, as no source states a number. */
    static final int MOST_HOUSEHOLDS = 5;

    private static final int CLOSED_KEPT = 100;

    private final String residentId;
    private Offer offer;
    private VolunteerState status;
    private List<Binding> bindings;
    private @Nullable List<String> boundTo;
    private @Nullable String guardian;
    private @Nullable WithdrawalReason withdrawalReason;

    @PersistenceCreator
    Volunteer(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String residentId,
            Offer offer,
            VolunteerState status,
            List<Binding> bindings) {
        super(id, area, scope, createdAt);
        this.residentId = residentId;
        this.offer = offer;
        this.status = status;
        this.bindings = List.copyOf(bindings);
    }

    /**
     * Enters a resident as a volunteer.
     *
     * @param home the codes from the city down to the committee she lives in
     */
    static Volunteer register(String id, String residentId, List<String> home, Offer offer, Instant now) {
        Volunteer volunteer =
                new Volunteer(id, home.getLast(), home, now, residentId, offer, VolunteerState.ACTIVE, List.of());
        volunteer.offers(offer, home);
        volunteer.register(
                new VolunteerRegistered(id, residentId, home.getLast(), offer.serviceArea(), offer.skills()));
        return volunteer;
    }

    /**
     * Changes what she offers; offering the same changes nothing and is told to nobody.
     *
     * @throws Refused where she has withdrawn
     */
    void correct(Offer corrected, List<String> home) {
        requireActive();
        if (!corrected.equals(offer)) {
            offers(corrected, home);
            register(new VolunteerCorrected(id(), residentId, area(), corrected.serviceArea(), corrected.skills()));
        }
    }

    /**
     * Follows her to another committee: where she served elsewhere than there, she serves in her new committee only and
     * the households she was bound to are let go.
     */
    void move(List<String> home, Instant now) {
        if (status != VolunteerState.ACTIVE || area().equals(home.getLast())) {
            return;
        }
        Offer after = home.contains(offer.serviceArea()) ? offer : offer.in(home.getLast());
        offers(after, home);
        register(new VolunteerCorrected(id(), residentId, area(), after.serviceArea(), after.skills()));
        if (after.serviceArea().equals(home.getLast())) {
            releaseAll(binding -> !binding.area().equals(home.getLast()), ReleaseReason.MOVED, now);
        }
    }

    /** Takes her out of a team she is no longer in. */
    void leaveTeam(String team, List<String> home) {
        if (status == VolunteerState.ACTIVE && team.equals(offer.team())) {
            correct(offer.withoutTeam(), home);
        }
    }

    /**
     * Binds her to a household.
     *
     * @throws Refused where she has withdrawn, is a minor, is bound to it already or to as many as she can serve
     */
    void bind(String bindingId, String householdId, String ofArea, @Nullable String orderId, Instant now) {
        requireActive();
        if (offer.ageGroup() != AgeGroup.ADULT) {
            throw new Refused(VolunteerRefusal.MINOR_NOT_BOUND);
        }
        List<Binding> open = open();
        if (open.stream().anyMatch(each -> each.householdId().equals(householdId))) {
            throw new Refused(VolunteerRefusal.ALREADY_BOUND);
        }
        if (open.size() >= MOST_HOUSEHOLDS) {
            throw new Refused(VolunteerRefusal.TOO_MANY_HOUSEHOLDS);
        }
        List<Binding> more = new ArrayList<>(bindings);
        more.add(new Binding(bindingId, householdId, ofArea, orderId, now, null, null));
        setBindings(more);
        register(new VolunteerBound(id(), bindingId, householdId, orderId, ofArea));
    }

    /**
     * Ends one binding.
     *
     * @throws Refused where there is none of this id, or it has ended
     */
    void release(String bindingId, ReleaseReason reason, Instant now) {
        Binding found = bindings.stream()
                .filter(each -> each.id().equals(bindingId))
                .findFirst()
                .orElseThrow(() -> new Refused(VolunteerRefusal.NO_SUCH_BINDING));
        if (!found.isOpen()) {
            throw new Refused(VolunteerRefusal.ALREADY_RELEASED);
        }
        releaseAll(found::equals, reason, now);
    }

    /** Ends the open bindings of a sort; where there is none, nothing changes. */
    void releaseAll(Predicate<Binding> which, ReleaseReason reason, Instant now) {
        List<Binding> after = new ArrayList<>();
        for (Binding each : bindings) {
            if (each.isOpen() && which.test(each)) {
                after.add(each.released(reason, now));
                register(new VolunteerReleased(
                        id(), each.id(), each.householdId(), each.orderId(), each.area(), reason));
            } else {
                after.add(each);
            }
        }
        setBindings(after);
    }

    /** Ends her service and lets all go whom she is bound to; said again, it changes nothing. */
    void withdraw(WithdrawalReason reason, Instant now) {
        if (status == VolunteerState.WITHDRAWN) {
            return;
        }
        releaseAll(binding -> true, ReleaseReason.WITHDRAWN, now);
        status = VolunteerState.WITHDRAWN;
        withdrawalReason = reason;
        guardian = null;
        relocate(
                area(),
                scope().stream().filter(key -> !key.startsWith("skill:")).toList());
        register(new VolunteerWithdrawn(id(), residentId, area(), reason));
    }

    /** Holds to what only who has not withdrawn may do: refuses it otherwise. */
    public void requireActive() {
        if (status != VolunteerState.ACTIVE) {
            throw new Refused(VolunteerRefusal.WITHDRAWN);
        }
    }

    private void offers(Offer now, List<String> home) {
        offer = now;
        guardian = now.guardian() == null ? null : now.guardian().residentId();
        List<String> keys = new ArrayList<>(home);
        keys.add("resident:" + residentId);
        if (now.team() != null) {
            keys.add("team:" + now.team());
        }
        List<String> scope = new ArrayList<>(keys);
        keys.forEach(key -> now.skills().forEach(skill -> scope.add("skill:" + key + "/" + skill)));
        relocate(home.getLast(), scope);
    }

    private void setBindings(List<Binding> after) {
        List<Binding> kept = new ArrayList<>(after);
        long closed = kept.stream().filter(each -> !each.isOpen()).count();
        for (int i = 0; i < kept.size() && closed > CLOSED_KEPT; ) {
            if (kept.get(i).isOpen()) {
                i++;
            } else {
                kept.remove(i);
                closed--;
            }
        }
        bindings = List.copyOf(kept);
        List<String> keys = new ArrayList<>();
        for (Binding each : open()) {
            keys.add("household:" + each.householdId());
            if (each.orderId() != null) {
                keys.add("order:" + each.orderId());
            }
        }
        boundTo = keys.isEmpty() ? null : keys;
    }

    private List<Binding> open() {
        return bindings.stream().filter(Binding::isOpen).toList();
    }

    public String residentId() {
        return residentId;
    }

    /** Her committee, or the street or district it lies in. */
    public String serviceArea() {
        return offer.serviceArea();
    }

    public Set<String> skills() {
        return offer.skills();
    }

    /** The team she serves in, where she serves in one. */
    public @Nullable String team() {
        return offer.team();
    }

    Offer offer() {
        return offer;
    }

    VolunteerState status() {
        return status;
    }

    /** The bindings, oldest first; of those that ended the last hundred. */
    List<Binding> bindings() {
        return bindings;
    }

    @Nullable
    List<String> boundTo() {
        return boundTo;
    }

    @Nullable
    String guardian() {
        return guardian;
    }

    @Nullable
    WithdrawalReason withdrawalReason() {
        return withdrawalReason;
    }

    @Override
    public DomainEvent state() {
        return new VolunteerStateTold(
                id(),
                residentId,
                area(),
                offer.serviceArea(),
                offer.skills(),
                status,
                new TreeSet<>(open().stream().map(Binding::householdId).toList()));
    }
}
