package io.communitycloud.resource.requisition;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resource.requisition.RequisitionEvent.RequisitionApproved;
import io.communitycloud.resource.requisition.RequisitionEvent.RequisitionAsIs;
import io.communitycloud.resource.requisition.RequisitionEvent.RequisitionCancelled;
import io.communitycloud.resource.requisition.RequisitionEvent.RequisitionClosed;
import io.communitycloud.resource.requisition.RequisitionEvent.RequisitionFellShort;
import io.communitycloud.resource.requisition.RequisitionEvent.RequisitionRaised;
import io.communitycloud.resource.requisition.RequisitionEvent.RequisitionReceived;
import io.communitycloud.resource.requisition.RequisitionEvent.RequisitionRejected;
import io.communitycloud.resource.requisition.RequisitionEvent.RequisitionReserved;
import io.communitycloud.resource.requisition.RequisitionEvent.RequisitionShipped;
import io.communitycloud.resource.requisition.RequisitionEvent.Sent;
import io.communitycloud.resource.requisition.RequisitionEvent.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * Goods that an area asks an area above it for, from the asking to the last difference.
 *
 * <p>It is the process manager of its own way: what it is about to do is written down before lots are touched, each step
 * has a state of its own, and doing it again does nothing twice.
 */
@AggregateRoot(collection = "requisitions", topic = "resource.requisitions.v1")
public final class Requisition extends Aggregate {

    private final String supplier;
    private final String requestedBy;
    private List<Line> lines;
    private State state = State.REQUESTED;

    /** How often it was approved: each approval has reservations of its own. */
    private int round;

    private @Nullable String shortOf;
    private @Nullable String actor;
    private @Nullable String place;
    private @Nullable String countedBy;
    private @Nullable Resolution resolution;
    private List<Goods> goods = List.of();

    @PersistenceCreator
    Requisition(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String supplier,
            String requestedBy,
            List<Line> lines) {
        super(id, area, scope, createdAt);
        this.supplier = supplier;
        this.requestedBy = requestedBy;
        this.lines = List.copyOf(lines);
    }

    /** How far a requisition has come; those in the present participle are being worked at. */
    public enum State {
        REQUESTED,
        REJECTED,
        RESERVING,
        /** There is too little of an item: the supplier grants less, or it is cancelled. */
        SHORT,
        RESERVED,
        SHIPPING,
        SHIPPED,
        RECEIVING,
        /** The count differs from what was sent; the supplier settles it. */
        DIFFERING,
        SETTLING,
        CLOSED,
        CANCELLING,
        CANCELLED
    }

    /**
     * Asks for goods.
     *
     * @throws Refused 422 where the supplier is not an area above
     */
    static Requisition raise(
            String id,
            String area,
            List<String> areaPath,
            String supplier,
            List<Line> lines,
            String requestedBy,
            Instant now) {
        if (supplier.equals(area) || !areaPath.contains(supplier)) {
            throw new Refused(RequisitionRefusal.SUPPLIER_NOT_ABOVE);
        }
        Requisition raised = new Requisition(id, area, areaPath, now, supplier, requestedBy, lines);
        raised.register(new RequisitionRaised(
                id,
                area,
                supplier,
                lines.stream()
                        .map(line -> new Wanted(line.item(), line.requested()))
                        .toList()));
        return raised;
    }

    /**
     * Grants goods.
     *
     * @param granted item to quantity; all that was asked for where it is empty
     */
    void approve(Map<String, Integer> granted, String by) {
        require(State.REQUESTED, State.SHORT);
        if (by.equals(requestedBy)) {
            throw new Refused(RequisitionRefusal.SAME_PERSON);
        }
        List<Line> with = lines.stream()
                .map(line -> line.grant(granted.isEmpty() ? line.requested() : granted.getOrDefault(line.item(), 0)))
                .toList();
        boolean more = with.stream().anyMatch(line -> line.approved() > line.requested());
        boolean nothing = with.stream().allMatch(line -> line.approved() == 0);
        boolean other = granted.keySet().stream()
                .anyMatch(item -> lines.stream().noneMatch(line -> line.item().equals(item)));
        if (more || nothing || other) {
            throw new Refused(RequisitionRefusal.GRANTED_OTHERWISE);
        }
        lines = with;
        shortOf = null;
        actor = by;
        round++;
        state = State.RESERVING;
        register(new RequisitionApproved(id(), area(), supplier, wanted()));
    }

    void reject() {
        require(State.REQUESTED, State.SHORT);
        state = State.REJECTED;
        register(new RequisitionRejected(id(), area(), supplier));
    }

    /** Says that all is set aside, where this is still the round. */
    void reserved(int of) {
        if (state == State.RESERVING && round == of) {
            state = State.RESERVED;
            register(new RequisitionReserved(id(), area(), supplier));
        }
    }

    /** Says that there is too little of an item, where this is still the round. */
    void fellShort(int of, String item) {
        if (state == State.RESERVING && round == of) {
            state = State.SHORT;
            shortOf = item;
            register(new RequisitionFellShort(id(), area(), supplier, item));
        }
    }

    void beginShipping(String by) {
        require(State.RESERVED);
        actor = by;
        state = State.SHIPPING;
    }

    void shipped(List<Goods> sent) {
        if (state == State.SHIPPING) {
            state = State.SHIPPED;
            goods = List.copyOf(sent);
            register(new RequisitionShipped(id(), area(), supplier, told()));
        }
    }

    /**
     * Counts what has arrived.
     *
     * @param counted the supplier's lot to what was counted of it
     */
    void beginReceiving(Map<String, Integer> counted, String where, String by) {
        require(State.SHIPPED);
        boolean complete =
                counted.size() == goods.size() && goods.stream().allMatch(each -> counted.containsKey(each.stockId()));
        if (!complete) {
            throw new Refused(RequisitionRefusal.COUNT_INCOMPLETE);
        }
        goods = goods.stream()
                .map(each -> each.counted(Objects.requireNonNull(counted.get(each.stockId()))))
                .toList();
        place = where;
        countedBy = by;
        actor = by;
        state = State.RECEIVING;
    }

    void received() {
        if (state == State.RECEIVING) {
            boolean differs = goods.stream().anyMatch(each -> each.missing() != 0);
            register(new RequisitionReceived(id(), area(), supplier, differs, told()));
            if (differs) {
                state = State.DIFFERING;
            } else {
                close();
            }
        }
    }

    void beginSettling(Resolution how, String by) {
        require(State.DIFFERING);
        if (by.equals(countedBy)) {
            throw new Refused(RequisitionRefusal.SAME_PERSON);
        }
        if (how == Resolution.LOST && goods.stream().anyMatch(each -> each.missing() < 0)) {
            throw new Refused(RequisitionRefusal.NOTHING_LOST);
        }
        resolution = how;
        actor = by;
        state = State.SETTLING;
    }

    /** Takes a settlement back whose goods are no longer there to be put right. */
    void reopenDifference() {
        if (state == State.SETTLING) {
            resolution = null;
            state = State.DIFFERING;
        }
    }

    void settled() {
        if (state == State.SETTLING) {
            close();
        }
    }

    /** Gives it up, before anything is sent. */
    void beginCancelling() {
        require(State.REQUESTED, State.RESERVING, State.SHORT, State.RESERVED);
        state = State.CANCELLING;
    }

    void cancelled() {
        if (state == State.CANCELLING) {
            state = State.CANCELLED;
            register(new RequisitionCancelled(id(), area(), supplier));
        }
    }

    private void close() {
        state = State.CLOSED;
        register(new RequisitionClosed(id(), area(), supplier, resolution));
    }

    private void require(State... allowed) {
        if (!List.of(allowed).contains(state)) {
            throw new Refused(RequisitionRefusal.WRONG_STATE);
        }
    }

    private List<Wanted> wanted() {
        return lines.stream()
                .map(line -> new Wanted(line.item(), line.approved()))
                .toList();
    }

    private List<Sent> told() {
        return goods.stream()
                .map(each -> new Sent(each.stockId(), each.item(), each.sent(), each.received()))
                .toList();
    }

    String supplier() {
        return supplier;
    }

    String requestedBy() {
        return requestedBy;
    }

    List<Line> lines() {
        return lines;
    }

    State progress() {
        return state;
    }

    int round() {
        return round;
    }

    @Nullable
    String shortOf() {
        return shortOf;
    }

    /** Who began what is being worked at; the platform itself where nobody did. */
    String actor() {
        return actor == null ? "system" : actor;
    }

    String place() {
        return place == null ? area() : place;
    }

    @Nullable
    Resolution resolution() {
        return resolution;
    }

    List<Goods> goods() {
        return goods;
    }

    @Override
    public DomainEvent state() {
        return new RequisitionAsIs(id(), area(), supplier, state, wanted());
    }
}
