package io.communitycloud.resource.stock;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resource.stock.StockEvent.LotAsIs;
import io.communitycloud.resource.stock.StockEvent.LotReceived;
import io.communitycloud.resource.stock.StockEvent.LotWithdrawn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * Goods of one item, one make and one expiry at one place.
 *
 * <p>What lies there, what is set aside and why it last changed are one document under one version: it is never set aside
 * twice, never below zero, and a movement that is told twice moves once.
 */
@AggregateRoot(collection = "stocks", topic = "resource.stocks.v1")
public final class Lot extends Aggregate {

    /** The last movements are kept on the lot's card; all of them are in the events. */
    private static final int MOVEMENTS_KEPT = 200;

    private final String item;
    private final String lotNumber;
    private final LocalDate expiresOn;
    private final String place;
    private int quantity;
    private List<Hold> holds = List.of();
    private List<Movement> card = List.of();

    @PersistenceCreator
    Lot(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String item,
            String lotNumber,
            LocalDate expiresOn,
            String place) {
        super(id, area, scope, createdAt);
        this.item = item;
        this.lotNumber = lotNumber;
        this.expiresOn = expiresOn;
        this.place = place;
    }

    /** What is set aside for a reservation. */
    record Hold(String reservation, int quantity) {}

    /**
     * A change of what lies there.
     *
     * @param cause what it was done for; a lot takes each cause once
     * @param quantity positive for goods that came, negative for goods that left
     */
    record Movement(String cause, int quantity, Instant at) {}

    /** A lot that comes in. */
    static Lot receive(
            String id,
            String area,
            List<String> areaPath,
            String item,
            String lotNumber,
            LocalDate expiresOn,
            String place,
            int quantity,
            Instant now) {
        Lot lot = new Lot(id, area, areaPath, now, item, lotNumber, expiresOn, place);
        lot.add(id, quantity, now);
        return lot;
    }

    /**
     * Adds goods of the same lot, once for each cause.
     *
     * @throws Refused 409 where the cause has moved another quantity
     */
    void add(String cause, int added, Instant now) {
        if (enter(cause, added, now)) {
            register(new LotReceived(id(), area(), item, lotNumber, expiresOn, added, cause));
        }
    }

    /**
     * Takes goods away, once for each cause.
     *
     * @throws Refused 409 where less is free, or the cause has moved another quantity
     */
    void withdraw(String cause, int taken, Instant now) {
        if (!moved(cause) && taken > free()) {
            throw new Refused(new StockRefusal.Insufficient(free()));
        }
        if (enter(cause, -taken, now)) {
            register(new LotWithdrawn(id(), area(), item, taken, cause));
        }
    }

    /** Sets aside as much as is free and needed, and says how much that is; what is held already stays so. */
    int hold(String reservation, int needed) {
        int already = held(reservation);
        if (already > 0) {
            return already;
        }
        int taken = Math.min(needed, free());
        if (taken > 0) {
            List<Hold> with = new ArrayList<>(holds);
            with.add(new Hold(reservation, taken));
            holds = List.copyOf(with);
        }
        return taken;
    }

    /** Gives back what is set aside for a reservation. */
    void letGo(String reservation) {
        holds = holds.stream()
                .filter(hold -> !hold.reservation().equals(reservation))
                .toList();
    }

    int held(String reservation) {
        return holds.stream()
                .filter(hold -> hold.reservation().equals(reservation))
                .mapToInt(Hold::quantity)
                .sum();
    }

    private boolean moved(String cause) {
        return card.stream().anyMatch(movement -> movement.cause().equals(cause));
    }

    private boolean enter(String cause, int change, Instant now) {
        Optional<Movement> earlier =
                card.stream().filter(movement -> movement.cause().equals(cause)).findFirst();
        if (earlier.isPresent()) {
            if (earlier.get().quantity() != change) {
                throw new Refused(new StockRefusal.MovedOtherwise());
            }
            return false;
        }
        quantity = Math.addExact(quantity, change);
        List<Movement> with = new ArrayList<>(card.subList(Math.max(0, card.size() - MOVEMENTS_KEPT + 1), card.size()));
        with.add(new Movement(cause, change, now));
        card = List.copyOf(with);
        return true;
    }

    String item() {
        return item;
    }

    String lotNumber() {
        return lotNumber;
    }

    LocalDate expiresOn() {
        return expiresOn;
    }

    String place() {
        return place;
    }

    int quantity() {
        return quantity;
    }

    int reserved() {
        return holds.stream().mapToInt(Hold::quantity).sum();
    }

    int free() {
        return quantity - reserved();
    }

    List<Movement> card() {
        return card;
    }

    @Override
    public DomainEvent state() {
        return new LotAsIs(id(), area(), item, lotNumber, expiresOn, quantity, reserved());
    }
}
