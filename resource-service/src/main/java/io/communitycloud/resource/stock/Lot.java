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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * Goods of one item, one make and one expiry at one place.
 *
 * <p>What lies there, what is set aside and what was moved last are one document under one version: goods are never set
 * aside twice and never below zero. What moved before is on the lot's {@link Card}.
 */
@AggregateRoot(collection = "stocks", topic = "resource.stocks.v1")
public final class Lot extends Aggregate {

    private final String item;
    private final String lotNumber;
    private final LocalDate expiresOn;
    private final String place;
    private int quantity;
    private List<Hold> holds = List.of();
    private @Nullable Movement last;

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

    /**
     * What is set aside for a reservation.
     *
     * @param attempt which attempt at the reservation did it; a later one takes the place of an earlier one
     */
    record Hold(String reservation, int attempt, int quantity) {}

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
            String by,
            Instant now) {
        Lot lot = new Lot(id, area, areaPath, now, item, lotNumber, expiresOn, place);
        lot.add(id, Movement.Kind.RECEIVED, quantity, by, now);
        return lot;
    }

    /** Adds goods of the same lot. That a cause moves once is seen to by {@link Lots#move}. */
    void add(String cause, Movement.Kind kind, int added, String by, Instant now) {
        enter(cause, kind, added, by, now);
        register(new LotReceived(id(), area(), item, lotNumber, expiresOn, added, cause));
    }

    /**
     * Takes goods away.
     *
     * @throws Refused 409 where less is free
     */
    void withdraw(String cause, Movement.Kind kind, int taken, String by, Instant now) {
        if (taken > free()) {
            throw new Refused(new StockRefusal.Insufficient(free()));
        }
        enter(cause, kind, -taken, by, now);
        register(new LotWithdrawn(id(), area(), item, taken, cause));
    }

    /** Gives away what is set aside for a reservation. */
    void issue(String reservation, String cause, String by, Instant now) {
        int held = held(reservation);
        if (held > 0) {
            letGo(reservation, Integer.MAX_VALUE);
            withdraw(cause, Movement.Kind.ISSUED, held, by, now);
        }
    }

    /**
     * Sets aside as much as is free and needed, and says how much that is.
     *
     * <p>What this attempt holds already stays so; what an earlier one held is given up for it; where a later one has been
     * here, this one gets nothing.
     */
    int hold(String reservation, int attempt, int needed) {
        Optional<Hold> known = holds.stream()
                .filter(hold -> hold.reservation().equals(reservation))
                .findFirst();
        if (known.isPresent() && known.get().attempt() >= attempt) {
            return known.get().attempt() == attempt ? known.get().quantity() : 0;
        }
        letGo(reservation, attempt);
        int taken = Math.min(needed, free());
        if (taken > 0) {
            List<Hold> with = new ArrayList<>(holds);
            with.add(new Hold(reservation, attempt, taken));
            holds = List.copyOf(with);
        }
        return taken;
    }

    /** Gives back what attempts at a reservation up to this one have set aside. */
    void letGo(String reservation, int attempt) {
        holds = holds.stream()
                .filter(hold -> !hold.reservation().equals(reservation) || hold.attempt() > attempt)
                .toList();
    }

    int held(String reservation) {
        return holds.stream()
                .filter(hold -> hold.reservation().equals(reservation))
                .mapToInt(Hold::quantity)
                .sum();
    }

    private void enter(String cause, Movement.Kind kind, int change, String by, Instant now) {
        quantity = Math.addExact(quantity, change);
        last = Movement.after(
                id(),
                last == null ? 1 : last.position() + 1,
                last == null ? Movement.GENESIS : last.hash(),
                cause,
                kind,
                change,
                quantity,
                by,
                now.truncatedTo(ChronoUnit.MILLIS)); // as the store keeps it: the hash must be found again
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

    /** What was moved last, null only before anything was. */
    @Nullable
    Movement last() {
        return last;
    }

    @Override
    public DomainEvent state() {
        return new LotAsIs(id(), area(), item, lotNumber, expiresOn, quantity, reserved());
    }
}
