package io.communitycloud.resource.stock;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.resource.stock.StockEvent.ReservedLot;
import io.communitycloud.resource.stock.VerifyingCards.CardVerification;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stock over HTTP: lots, what comes and goes, and what is set aside for a cause. */
@RestController
@RequestMapping("/api/v1/stocks")
class StockController {

    /** Goods that do not expire sort behind all that do. */
    private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    private final Lots lots;
    private final Reservations reservations;
    private final ReservingStock reserving;
    private final Card card;
    private final VerifyingCards verifying;
    private final Supplies supplies;
    private final Creations creations;
    private final AreaTree areas;
    private final Clock clock;

    StockController(
            Lots lots,
            Reservations reservations,
            ReservingStock reserving,
            Card card,
            VerifyingCards verifying,
            Supplies supplies,
            Creations creations,
            AreaTree areas,
            Clock clock) {
        this.lots = lots;
        this.reservations = reservations;
        this.reserving = reserving;
        this.card = card;
        this.verifying = verifying;
        this.supplies = supplies;
        this.creations = creations;
        this.areas = areas;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<StockView> receiveStock(
            @Valid @RequestBody Receipt body, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        requireKnown(body.item());
        List<String> path = areas.scopeOf(body.area(), "/area", scope);
        LocalDate expiry = body.expiresOn() == null ? NEVER : body.expiresOn();
        Lot lot = creations.once(key, id -> lots.find(id, Scope.everything()), id -> {
            Lot received = Lot.receive(
                    id,
                    body.area(),
                    path,
                    body.item(),
                    body.lotNumber(),
                    expiry,
                    body.place(),
                    body.quantity(),
                    caller.subject(),
                    clock.instant());
            lots.save(received);
            return received;
        });
        return ResponseEntity.created(URI.create("/api/v1/stocks/" + lot.id()))
                .eTag(etag(lot))
                .body(StockView.of(lot));
    }

    @GetMapping("/{id}")
    ResponseEntity<StockView> readStock(@PathVariable String id, Scope scope) {
        return answer(lots.require(id, scope));
    }

    /** Lots; those of one item come first expired first. */
    @GetMapping
    Page<StockView> listStocks(
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 40) String item,
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 64) String place,
            PageRequest page,
            Scope scope) {
        return lots.page(item, place, scope, page).map(StockView::of);
    }

    /** Adds goods of the same lot, once for each cause. */
    @PostMapping("/{id}/receipts")
    ResponseEntity<StockView> addToStock(
            @PathVariable String id, @Valid @RequestBody Move body, Caller caller, Scope scope) {
        return answer(lots.move(
                id,
                scope,
                body.cause(),
                body.quantity(),
                lot -> lot.add(
                        body.cause(), Movement.Kind.RECEIVED, body.quantity(), caller.subject(), clock.instant())));
    }

    /** Takes goods away for good, once for each cause; never more than are free. */
    @PostMapping("/{id}/withdrawals")
    ResponseEntity<StockView> withdrawStock(
            @PathVariable String id, @Valid @RequestBody Move body, Caller caller, Scope scope) {
        return answer(lots.move(
                id,
                scope,
                body.cause(),
                -body.quantity(),
                lot -> lot.withdraw(
                        body.cause(), Movement.Kind.WITHDRAWN, body.quantity(), caller.subject(), clock.instant())));
    }

    /** The lot's card, line by line from the first; each line's hash covers the line before. */
    @GetMapping("/{id}/movements")
    Page<MovementView> listStockMovements(@PathVariable String id, PageRequest page, Scope scope) {
        card.keep(lots.require(id, scope));
        return card.page(id, page).map(MovementView::of);
    }

    /** Whether the lot's card is whole and says what the lot says. */
    @GetMapping("/{id}/movements/verification")
    CardVerification verifyStockMovements(@PathVariable String id, Scope scope) {
        return verifying.verify(id, scope);
    }

    /** Sets goods aside for a cause, from the lots that expire first: all that is asked for, or nothing. */
    @PostMapping("/reservations")
    ResponseEntity<ReservationView> reserveStock(@Valid @RequestBody ReservationRequest body, Scope scope) {
        requireKnown(body.item());
        Reservation reservation = reserving.reserve(
                Wish.of(body.cause(), body.area(), body.item(), body.quantity(), Boolean.TRUE.equals(body.exercise())),
                scope);
        return ResponseEntity.created(URI.create("/api/v1/stocks/reservations/" + reservation.id()))
                .eTag(etag(reservation))
                .body(ReservationView.of(reservation));
    }

    @GetMapping("/reservations/{id}")
    ResponseEntity<ReservationView> readReservation(@PathVariable String id, Scope scope) {
        return answer(reservations.require(id, scope));
    }

    @GetMapping("/reservations")
    Page<ReservationView> listReservations(
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 64) String cause,
            PageRequest page,
            Scope scope) {
        return reservations.page(cause, scope, page).map(ReservationView::of);
    }

    /** Gives back what was set aside. */
    @PostMapping("/reservations/{id}/releases")
    ResponseEntity<ReservationView> releaseStock(@PathVariable String id, Scope scope) {
        return answer(reserving.release(id, scope));
    }

    private void requireKnown(String item) {
        if (!supplies.has(item)) {
            throw InvalidRequest.field("/item", "unknown-item");
        }
    }

    private static ResponseEntity<StockView> answer(Lot lot) {
        return ResponseEntity.ok().eTag(etag(lot)).body(StockView.of(lot));
    }

    private static ResponseEntity<ReservationView> answer(Reservation reservation) {
        return ResponseEntity.ok().eTag(etag(reservation)).body(ReservationView.of(reservation));
    }

    private static String etag(Lot lot) {
        return Etags.of(lot.version(), "full");
    }

    private static String etag(Reservation reservation) {
        return Etags.of(reservation.version(), "full");
    }

    /** A lot that comes in. */
    record Receipt(
            @NotNull @Pattern(regexp = "[0-9]{12}") String area,
            @NotBlank @Size(max = 40) String item,
            @NotBlank @Size(max = 40) String lotNumber,
            @Nullable LocalDate expiresOn,
            @NotBlank @Size(max = 64) String place,
            @Min(1) @Max(100_000_000) int quantity) {}

    /** Goods that come or go, and what for. */
    record Move(
            @NotNull @Pattern(regexp = "[A-Za-z0-9-]{1,64}") String cause,
            @Min(1) @Max(100_000_000) int quantity) {}

    /** What is to be set aside, where and what for. */
    record ReservationRequest(
            @NotNull @Pattern(regexp = "[A-Za-z0-9-]{1,64}") String cause,
            @NotNull @Pattern(regexp = "[0-9]{12}") String area,
            @NotBlank @Size(max = 40) String item,
            @Min(1) @Max(100_000_000) int quantity,
            @Nullable Boolean exercise) {}

    /** A lot as it is shown. */
    record StockView(
            String id,
            String area,
            String item,
            String lotNumber,
            @Nullable LocalDate expiresOn,
            String place,
            int quantity,
            int reserved,
            int free,
            Instant updatedAt) {

        static StockView of(Lot lot) {
            return new StockView(
                    lot.id(),
                    lot.area(),
                    lot.item(),
                    lot.lotNumber(),
                    lot.expiresOn().equals(NEVER) ? null : lot.expiresOn(),
                    lot.place(),
                    lot.quantity(),
                    lot.reserved(),
                    lot.free(),
                    lot.updatedAt());
        }
    }

    /**
     * A line of a card.
     *
     * @param change what came (positive) or went (negative)
     * @param balance what lay there afterwards
     * @param by the account that did it
     */
    record MovementView(
            long position,
            String cause,
            Movement.Kind kind,
            int change,
            int balance,
            String by,
            Instant at,
            String previousHash,
            String hash) {

        static MovementView of(Movement line) {
            return new MovementView(
                    line.position(),
                    line.cause(),
                    line.kind(),
                    line.change(),
                    line.balance(),
                    line.by(),
                    line.at(),
                    line.previousHash(),
                    line.hash());
        }
    }

    /**
     * A reservation as it is shown.
     *
     * @param step of the activation that it answers, null where none
     * @param exercise whether nothing is set aside in truth
     * @param refusal why it was refused or fell short, null where it did not
     */
    record ReservationView(
            String id,
            String cause,
            @Nullable String step,
            boolean exercise,
            String area,
            String item,
            int quantity,
            Reservation.State state,
            @Nullable String refusal,
            List<ReservedLot> lots) {

        static ReservationView of(Reservation reservation) {
            Wish wish = reservation.wish();
            return new ReservationView(
                    reservation.id(),
                    wish.cause(),
                    wish.step(),
                    wish.exercise(),
                    reservation.area(),
                    wish.item(),
                    wish.quantity(),
                    reservation.progress(),
                    reservation.refusal(),
                    reservation.lots());
        }
    }
}
