package io.communitycloud.resource.stock;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.resource.stock.StockEvent.ReservationAsIs;
import io.communitycloud.resource.stock.StockEvent.ReservationMade;
import io.communitycloud.resource.stock.StockEvent.ReservationReleased;
import io.communitycloud.resource.stock.StockEvent.ReservedLot;
import java.time.Instant;
import java.util.List;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * A quantity of an item set aside in an area for a cause, such as the activation of a plan.
 *
 * <p>Cause, area and item make its id: whoever asks again gets the same reservation.
 */
@AggregateRoot(collection = "stock_reservations", topic = "resource.stock-reservations.v1")
public final class Reservation extends Aggregate {

    private final String cause;
    private final String item;
    private final int quantity;
    private State state = State.PENDING;
    private List<ReservedLot> lots = List.of();

    @PersistenceCreator
    Reservation(
            String id, String area, List<String> scope, Instant createdAt, String cause, String item, int quantity) {
        super(id, area, scope, createdAt);
        this.cause = cause;
        this.item = item;
        this.quantity = quantity;
    }

    /** How far a reservation has come. */
    public enum State {
        /** Lots are being set aside, or there was too little of them at the last attempt. */
        PENDING,
        RESERVED,
        RELEASED
    }

    static Reservation ask(String cause, String area, List<String> areaPath, String item, int quantity, Instant now) {
        return new Reservation(idOf(cause, area, item), area, areaPath, now, cause, item, quantity);
    }

    static String idOf(String cause, String area, String item) {
        return cause + "." + area + "." + item;
    }

    /** Says which lots give what was asked for. */
    void reserve(List<ReservedLot> given) {
        if (state == State.PENDING) {
            state = State.RESERVED;
            lots = List.copyOf(given);
            register(new ReservationMade(id(), cause, area(), item, quantity, lots));
        }
    }

    /** Says that nothing is set aside any more. */
    void release() {
        if (state == State.RESERVED) {
            register(new ReservationReleased(id(), cause, area(), item, quantity));
        }
        state = State.RELEASED;
    }

    String cause() {
        return cause;
    }

    String item() {
        return item;
    }

    int quantity() {
        return quantity;
    }

    State progress() {
        return state;
    }

    List<ReservedLot> lots() {
        return lots;
    }

    @Override
    public DomainEvent state() {
        return new ReservationAsIs(id(), cause, area(), item, quantity, state);
    }
}
