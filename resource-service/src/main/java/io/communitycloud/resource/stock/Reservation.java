package io.communitycloud.resource.stock;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.resource.stock.StockEvent.ReservationAsIs;
import io.communitycloud.resource.stock.StockEvent.ReservationMade;
import io.communitycloud.resource.stock.StockEvent.ReservationRefused;
import io.communitycloud.resource.stock.StockEvent.ReservationReleased;
import io.communitycloud.resource.stock.StockEvent.ReservedLot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * A quantity of an item set aside in an area for a cause, such as the activation of a plan.
 *
 * <p>It is written down before any lot is touched. Attempts at it are numbered: one that was overtaken by another, because
 * it was taken for dead, can neither end the reservation nor keep what it holds.
 */
@AggregateRoot(collection = "stock_reservations", topic = "resource.stock-reservations.v1")
public final class Reservation extends Aggregate {

    private final Wish wish;

    /** As in the wish, where lists look for it. */
    private final String cause;

    private State state = State.PENDING;
    private int attempt = 1;
    private List<ReservedLot> lots = List.of();

    /** Why it was refused, null where it was not. */
    private @Nullable String refusal;

    @PersistenceCreator
    Reservation(String id, String area, List<String> scope, Instant createdAt, Wish wish, String cause) {
        super(id, area, scope, createdAt);
        this.wish = wish;
        this.cause = cause;
    }

    /** How far a reservation has come. */
    public enum State {
        /** Lots are being set aside. */
        PENDING,
        /** There was too little of it at the last attempt, and nothing is set aside; it may be tried again. */
        SHORT,
        RESERVED,
        /** A step of an activation was told that it does not get this. */
        REFUSED,
        /** What was set aside is being given back. */
        RELEASING,
        RELEASED,
        /** What was set aside went to whom it was for. */
        ISSUED
    }

    static Reservation ask(Wish wish, List<String> areaPath, Instant now) {
        return new Reservation(wish.id(), wish.area(), areaPath, now, wish, wish.cause());
    }

    /** Begins another attempt; the one before, if it still lives, is overtaken. */
    void tryAgain() {
        if (state == State.PENDING || state == State.SHORT) {
            state = State.PENDING;
            attempt++;
        }
    }

    /** Says which lots give what was asked for, where this attempt is still the one. */
    void reserve(int by, List<ReservedLot> given) {
        if (state == State.PENDING && attempt == by) {
            state = State.RESERVED;
            refusal = null;
            lots = List.copyOf(given);
            register(new ReservationMade(
                    id(), cause, wish.step(), area(), wish.exercise(), wish.item(), wish.quantity(), lots));
        }
    }

    /** Says that there is too little. A step of an activation is told so for good, anybody else may ask again. */
    void fallShort(int by, String code) {
        if (state == State.PENDING && attempt == by) {
            refusal = code;
            state = wish.step() == null ? State.SHORT : State.REFUSED;
            if (state == State.REFUSED) {
                register(new ReservationRefused(cause, wish.step(), area(), wish.exercise(), code, wish.item()));
            }
        }
    }

    /** Begins to give back what is set aside. */
    void beginRelease() {
        switch (state) {
            case PENDING, SHORT, RESERVED -> state = State.RELEASING;
            case REFUSED, RELEASING, RELEASED, ISSUED -> {}
        }
    }

    /** Says that nothing is set aside any more. */
    void release() {
        if (state == State.RELEASING) {
            state = State.RELEASED;
            if (!lots.isEmpty()) {
                register(new ReservationReleased(
                        id(), cause, wish.step(), area(), wish.exercise(), wish.item(), wish.quantity()));
            }
        }
    }

    /** Says that what was set aside is on its way to whom it was for. */
    void issue() {
        if (state == State.RESERVED) {
            state = State.ISSUED;
        }
    }

    Wish wish() {
        return wish;
    }

    String cause() {
        return cause;
    }

    public State progress() {
        return state;
    }

    int attempt() {
        return attempt;
    }

    public List<ReservedLot> lots() {
        return lots;
    }

    public @Nullable String refusal() {
        return refusal;
    }

    @Override
    public DomainEvent state() {
        return new ReservationAsIs(
                id(), cause, wish.step(), area(), wish.exercise(), wish.item(), wish.quantity(), state);
    }
}
