package io.communitycloud.emergency.transfer;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.quarantine.Destination;
import io.communitycloud.emergency.transfer.Passenger.ExceptionCode;
import io.communitycloud.emergency.transfer.TransferEvent.TransferAcknowledged;
import io.communitycloud.emergency.transfer.TransferEvent.TransferArrived;
import io.communitycloud.emergency.transfer.TransferEvent.TransferCancelled;
import io.communitycloud.emergency.transfer.TransferEvent.TransferClosed;
import io.communitycloud.emergency.transfer.TransferEvent.TransferDeparted;
import io.communitycloud.emergency.transfer.TransferEvent.TransferHandOverOffered;
import io.communitycloud.emergency.transfer.TransferEvent.TransferHeadcountDrifted;
import io.communitycloud.emergency.transfer.TransferEvent.TransferPlanned;
import io.communitycloud.emergency.transfer.TransferEvent.TransferStateTold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * That people under quarantine are taken to another province.
 *
 * <p>Every passenger is in exactly one state, so expected = listed + in transit + handed over + exceptions at every instant.
 * Only the province's signature takes somebody out of transit to its side, and only when nobody is in transit any more is the
 * transfer closed: the city's side cannot close it.
 */
@AggregateRoot(collection = "transfers", topic = "emergency.transfers.v1")
public final class Transfer extends Aggregate {

    private final Destination destination;
    private final String province;
    private final String sortingPoint;
    private final boolean exercise;
    private final int expected;
    private final String plannedBy;
    private State state;
    private List<Leg> legs;
    private List<Passenger> passengers;
    private List<Headcount> headcounts = List.of();
    private boolean open;
    private boolean alarm;
    private boolean unsettled;
    private @Nullable Instant offeredAt;
    private @Nullable String offeredBy;
    private @Nullable Instant closedAt;
    private @Nullable String signedBy;

    /** Where a transfer stands. */
    public enum State {
        PLANNED,
        UNDER_WAY,
        /** At its last stop; the city has not offered the people yet. */
        ARRIVED,
        /** The city has offered them; the province has not signed for all. */
        OFFERED,
        CLOSED,
        CANCELLED
    }

    @PersistenceCreator
    Transfer(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            Destination destination,
            String province,
            String sortingPoint,
            boolean exercise,
            int expected,
            String plannedBy,
            State state,
            List<Leg> legs,
            List<Passenger> passengers,
            boolean open) {
        super(id, area, scope, createdAt);
        this.destination = destination;
        this.province = province;
        this.sortingPoint = sortingPoint;
        this.exercise = exercise;
        this.expected = expected;
        this.plannedBy = plannedBy;
        this.state = state;
        this.legs = List.copyOf(legs);
        this.passengers = List.copyOf(passengers);
        this.open = open;
    }

    /**
     * Makes a manifest; the province sees it from then on.
     *
     * @param path the codes from the city down to the district that sends
     */
    static Transfer plan(
            String id,
            String area,
            List<String> path,
            SortingPoints.Province province,
            String sortingPoint,
            boolean exercise,
            List<Passenger> passengers,
            List<Leg> legs,
            String by,
            Instant now) {
        List<String> scope = new ArrayList<>(path);
        scope.add(province.area());
        Transfer transfer = new Transfer(
                id,
                area,
                scope,
                now,
                province.destination(),
                province.area(),
                sortingPoint,
                exercise,
                passengers.size(),
                by,
                State.PLANNED,
                legs,
                passengers,
                true);
        transfer.register(new TransferPlanned(id, area, exercise, transfer.destination, transfer.expected));
        return transfer;
    }

    /**
     * Begins a leg; with the first, all who are listed are in transit.
     *
     * @throws Refused where it is not this leg's turn, or nobody is left to go
     */
    void depart(int leg, int counted, String by, Instant now) {
        require(State.PLANNED, State.UNDER_WAY);
        Leg next = leg(leg);
        boolean turn = next.departedAt() == null && (leg == 1 || leg(leg - 1).arrivedAt() != null);
        if (!turn) {
            throw new Refused(new HandOverRefusal.LegOutOfOrder(leg));
        }
        if (leg == 1) {
            turn(Passenger.State.LISTED, Passenger.State.IN_TRANSIT, now);
            if (inTransit() == 0) {
                throw new Refused(new HandOverRefusal.NobodyAboard());
            }
        }
        state = State.UNDER_WAY;
        replace(next.departed(now));
        count(Headcount.Place.DEPARTURE, leg, counted, by, now);
        register(new TransferDeparted(id(), area(), exercise, destination, leg, expected, inTransit(), exceptions()));
    }

    /** Ends a leg; with the last, the transfer is at its last stop. */
    void arrive(int leg, int counted, String by, Instant now) {
        require(State.UNDER_WAY);
        Leg under = leg(leg);
        if (under.departedAt() == null || under.arrivedAt() != null) {
            throw new Refused(new HandOverRefusal.LegOutOfOrder(leg));
        }
        replace(under.arrived(now));
        if (leg == legs.size()) {
            state = State.ARRIVED;
        }
        count(Headcount.Place.ARRIVAL, leg, counted, by, now);
        register(new TransferArrived(id(), area(), exercise, destination, leg, expected, inTransit(), exceptions()));
    }

    /** Takes a count between two stops. */
    void count(int counted, String by, Instant now) {
        require(State.UNDER_WAY, State.ARRIVED, State.OFFERED);
        count(Headcount.Place.ON_THE_WAY, 0, counted, by, now);
    }

    /**
     * Takes somebody off the way for a stated reason; the city answers for her on.
     *
     * @throws Refused where she is neither listed nor in transit
     */
    void except(String order, ExceptionCode why, @Nullable String note, Instant now) {
        require(State.PLANNED, State.UNDER_WAY, State.ARRIVED, State.OFFERED);
        Passenger passenger = onTheWay(order);
        replace(passenger.excepted(why, note, now));
        unsettled = true;
    }

    /** Offers all who are in transit to the province; nobody is handed over by that. */
    void offer(int counted, String by, Instant now) {
        require(State.ARRIVED);
        state = State.OFFERED;
        offeredAt = now;
        offeredBy = by;
        count(Headcount.Place.HAND_OVER, legs.size(), counted, by, now);
        register(new TransferHandOverOffered(id(), area(), exercise, destination, inTransit()));
        closeWhenEmpty(now);
    }

    /**
     * Takes the province's signature.
     *
     * <p>Where it counted other than it signs for, nothing is signed: the drift is an alarm that both sides see.
     *
     * @param received the orders of those it has
     * @param refused the orders of those it does not take, with the reason
     * @param counted how many heads it counted
     * @return whether it is signed
     * @throws Refused where nothing is offered or somebody is not in transit
     */
    boolean acknowledge(Set<String> received, Map<String, ExceptionCode> refused, int counted, String by, Instant now) {
        require(State.OFFERED);
        received.forEach(this::onTheWay);
        refused.keySet().forEach(this::onTheWay);
        Headcount heads = new Headcount(Headcount.Place.RECEPTION, legs.size(), received.size(), counted, by, now);
        note(heads);
        if (heads.drifts()) {
            return false;
        }
        received.forEach(order -> replace(onTheWay(order).now(Passenger.State.HANDED_OVER, now)));
        refused.forEach((order, why) -> replace(onTheWay(order).excepted(why, null, now)));
        signedBy = by;
        unsettled = true;
        register(new TransferAcknowledged(
                id(), area(), exercise, destination, received.size(), inTransit(), exceptions()));
        closeWhenEmpty(now);
        return true;
    }

    /** Gives a transfer up that has not left. */
    void cancel() {
        require(State.PLANNED);
        state = State.CANCELLED;
        open = false;
        unsettled = true;
        register(new TransferCancelled(id(), area(), exercise, destination));
    }

    /** Says that the orders of its passengers know what became of them. */
    void settled() {
        unsettled = false;
    }

    private void closeWhenEmpty(Instant now) {
        if (state == State.OFFERED && inTransit() == 0) {
            state = State.CLOSED;
            open = false;
            alarm = false;
            closedAt = now;
            register(new TransferClosed(id(), area(), exercise, destination, expected, handedOver(), exceptions()));
        }
    }

    private void count(Headcount.Place place, int leg, int counted, String by, Instant now) {
        note(new Headcount(place, leg, inTransit(), counted, by, now));
    }

    private void note(Headcount heads) {
        List<Headcount> all = new ArrayList<>(headcounts);
        all.add(heads);
        headcounts = List.copyOf(all);
        alarm = heads.drifts();
        if (alarm) {
            register(new TransferHeadcountDrifted(
                    id(), area(), exercise, destination, heads.expected(), heads.counted()));
        }
    }

    private Passenger onTheWay(String order) {
        return passengers.stream()
                .filter(passenger -> passenger.orderId().equals(order))
                .filter(passenger ->
                        passenger.state() == Passenger.State.IN_TRANSIT || passenger.state() == Passenger.State.LISTED)
                .findFirst()
                .orElseThrow(() -> new Refused(new HandOverRefusal.NotOnManifest(order)));
    }

    private void turn(Passenger.State from, Passenger.State to, Instant now) {
        passengers = passengers.stream()
                .map(passenger -> passenger.state() == from ? passenger.now(to, now) : passenger)
                .toList();
    }

    private void replace(Passenger changed) {
        passengers = passengers.stream()
                .map(passenger -> passenger.orderId().equals(changed.orderId()) ? changed : passenger)
                .toList();
    }

    private void replace(Leg changed) {
        legs = legs.stream()
                .map(leg -> leg.number() == changed.number() ? changed : leg)
                .toList();
    }

    private Leg leg(int number) {
        return legs.stream()
                .filter(leg -> leg.number() == number)
                .findFirst()
                .orElseThrow(() -> new Refused(new HandOverRefusal.LegOutOfOrder(number)));
    }

    private void require(State... allowed) {
        if (!List.of(allowed).contains(state)) {
            throw new Refused(new HandOverRefusal.NotNow(state));
        }
    }

    private int in(Passenger.State where) {
        return Math.toIntExact(passengers.stream()
                .filter(passenger -> passenger.state() == where)
                .count());
    }

    /** How many stood on the manifest when it was made. */
    int expected() {
        return expected;
    }

    int listed() {
        return in(Passenger.State.LISTED);
    }

    int inTransit() {
        return in(Passenger.State.IN_TRANSIT);
    }

    int handedOver() {
        return in(Passenger.State.HANDED_OVER);
    }

    int exceptions() {
        return in(Passenger.State.EXCEPTION);
    }

    /** Whether everybody is somewhere: it holds at every instant, and an alarm is raised should it ever not. */
    boolean balanced() {
        return expected == listed() + inTransit() + handedOver() + exceptions();
    }

    Destination destination() {
        return destination;
    }

    String province() {
        return province;
    }

    String sortingPoint() {
        return sortingPoint;
    }

    boolean exercise() {
        return exercise;
    }

    String plannedBy() {
        return plannedBy;
    }

    State progress() {
        return state;
    }

    boolean open() {
        return open;
    }

    List<Leg> legs() {
        return legs;
    }

    List<Passenger> passengers() {
        return passengers;
    }

    List<Headcount> headcounts() {
        return headcounts;
    }

    boolean alarm() {
        return alarm || !balanced();
    }

    boolean unsettled() {
        return unsettled;
    }

    @Nullable
    Instant offeredAt() {
        return offeredAt;
    }

    @Nullable
    String offeredBy() {
        return offeredBy;
    }

    @Nullable
    Instant closedAt() {
        return closedAt;
    }

    @Nullable
    String signedBy() {
        return signedBy;
    }

    @Override
    public DomainEvent state() {
        return new TransferStateTold(
                id(), area(), exercise, destination, state, expected, inTransit(), handedOver(), exceptions(), alarm());
    }
}
