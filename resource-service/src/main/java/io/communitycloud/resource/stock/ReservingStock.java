package io.communitycloud.resource.stock;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resource.crowd.Lobby;
import io.communitycloud.resource.stock.Reservation.State;
import io.communitycloud.resource.stock.StockEvent.ReservedLot;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Sets goods aside for a cause and gives them back, from the lots that expire first.
 *
 * <p>The reservation is written down before any lot is touched and each lot remembers for whom it holds what. So a crash
 * at any point leaves something that the same request, or the watch, finishes; and nothing is set aside twice.
 */
@Service
public class ReservingStock {

    private static final ZoneId CITY_TIME = ZoneId.of("Asia/Shanghai");

    private static final int AT_A_TIME = 8;

    private final Lots lots;
    private final Reservations reservations;
    private final Supplies supplies;
    private final AreaTree areas;
    private final Clock clock;
    private final Lobby lobby = new Lobby(AT_A_TIME);

    ReservingStock(Lots lots, Reservations reservations, Supplies supplies, AreaTree areas, Clock clock) {
        this.lots = lots;
        this.reservations = reservations;
        this.supplies = supplies;
        this.areas = areas;
        this.clock = clock;
    }

    /**
     * Sets a quantity aside, all of it or nothing.
     *
     * @throws Refused 409 where there is too little, or the cause has reserved another quantity before
     */
    public Reservation reserve(Wish wish, Scope scope) {
        List<String> path = areas.scopeOf(wish.area(), "/area", scope);
        Reservation made = lobby.enter(wish.item(), () -> {
            @Nullable
            Reservation known = reservations.find(wish.id(), Scope.everything()).orElse(null);
            if (known == null) {
                // Most of a crowd that comes too late is sent away here, before it has written anything.
                requireFree(wish);
                return fill(begin(wish, path));
            }
            if (known.wish().quantity() != wish.quantity()) {
                throw new Refused(new StockRefusal.ReservedOtherwise());
            }
            return resume(known);
        });
        if (made.progress() == State.SHORT) {
            throw new Refused(new StockRefusal.Insufficient(free(made.wish(), wish.quantity())));
        }
        return made;
    }

    /**
     * Answers a step of an activation: sets the goods aside or says why not, once for each step whoever asks how often.
     *
     * @throws Refused 503 where the areas are not known yet or another attempt is under way
     */
    public void answer(Wish wish) {
        List<String> path = areas.path(wish.area());
        if (path.isEmpty()) {
            throw new Refused(Refusal.of("unavailable", Refusal.Kind.UNAVAILABLE));
        }
        Reservation known = reservations.find(wish.id(), Scope.everything()).orElseGet(() -> begin(wish, path));
        if (!supplies.has(wish.item()) || wish.quantity() < 1) {
            String code = wish.quantity() < 1 ? "invalid-quantity" : "unknown-item";
            reservations.act(known.id(), each -> each.fallShort(each.attempt(), code));
        } else {
            resume(known);
        }
    }

    /** Gives back what a reservation set aside; a second time changes nothing. */
    public Reservation release(String id, Scope scope) {
        reservations.require(id, scope);
        return finishRelease(reservations.act(id, Reservation::beginRelease));
    }

    /** Gives back what an activation, or one step of it, had set aside. */
    public void releaseOf(String cause, @Nullable String step, Scope scope) {
        @Nullable Cursor cursor = null;
        do {
            Page<Reservation> page =
                    reservations.page(cause, scope, new PageRequest(PageRequest.MAXIMUM_LIMIT, cursor));
            for (Reservation each : page.items()) {
                if (step == null || step.equals(each.wish().step())) {
                    release(each.id(), Scope.everything());
                }
            }
            cursor = page.next() == null ? null : Cursor.decode(page.next());
        } while (cursor != null);
    }

    /**
     * Sends what a reservation set aside on its way; an exercise moves nothing.
     *
     * @return what went from each lot; the same when asked again
     */
    public List<IssuedLot> issue(String id, String by) {
        Reservation reservation = reservations.require(id, Scope.everything());
        List<IssuedLot> issued = new ArrayList<>();
        String cause = "issue." + id;
        List<ReservedLot> parts = reservation.wish().exercise() ? List.of() : reservation.lots();
        for (ReservedLot part : parts) {
            Lot lot = lots.move(
                    part.stockId(),
                    Scope.everything(),
                    cause,
                    null,
                    each -> each.issue(id, cause, by, clock.instant()));
            issued.add(new IssuedLot(lot.id(), lot.item(), lot.lotNumber(), lot.expiresOn(), part.quantity()));
        }
        reservations.act(id, Reservation::issue);
        return issued;
    }

    /** Goods of one lot on their way. */
    public record IssuedLot(String stockId, String item, String lotNumber, LocalDate expiresOn, int quantity) {}

    /** How much of an item is free in an area's own lots. */
    long ownFree(String item, String area) {
        return free(new Wish("", "", null, true, area, item, Integer.MAX_VALUE, Wish.Reach.OWN), Integer.MAX_VALUE);
    }

    /** Takes up what a crash has left half done. */
    Reservation resume(Reservation found) {
        return switch (found.progress()) {
            case PENDING, SHORT -> fill(reservations.act(found.id(), Reservation::tryAgain));
            case RELEASING -> finishRelease(found);
            case RESERVED, REFUSED, RELEASED, ISSUED -> found;
        };
    }

    private Reservation begin(Wish wish, List<String> path) {
        Reservation asked = Reservation.ask(wish, path, clock.instant());
        try {
            reservations.save(asked);
            return asked;
        } catch (DuplicateKeyException askedTwice) {
            return reservations.act(wish.id(), Reservation::tryAgain);
        }
    }

    private Reservation fill(Reservation reservation) {
        if (reservation.progress() != State.PENDING) {
            return reservation; // somebody else has ended it meanwhile
        }
        int attempt = reservation.attempt();
        Wish wish = reservation.wish();
        List<ReservedLot> given = wish.exercise() ? pretend(wish) : hold(reservation);
        int missing =
                wish.quantity() - given.stream().mapToInt(ReservedLot::quantity).sum();
        if (missing > 0) {
            letGo(reservation, attempt);
        } else if (attempt > 1) {
            letGo(reservation, attempt - 1);
        }
        Reservation ended = reservations.act(reservation.id(), each -> {
            if (missing > 0) {
                each.fallShort(attempt, "insufficient-stock");
            } else {
                each.reserve(attempt, given);
            }
        });
        if (ended.attempt() != attempt || ended.progress() == State.RELEASING || ended.progress() == State.RELEASED) {
            letGo(reservation, attempt);
        }
        if (ended.progress() == State.PENDING) {
            throw new Refused(new StockRefusal.Overtaken());
        }
        return ended;
    }

    private List<ReservedLot> hold(Reservation reservation) {
        List<ReservedLot> given = new ArrayList<>();
        int[] missing = {reservation.wish().quantity()};
        each(reservation.wish(), lot -> {
            boolean useful = lot.held(reservation.id()) > 0 || (lot.free() > 0 && !isExpired(lot));
            if (useful) {
                int[] held = new int[1];
                lots.act(
                        lot.id(),
                        Scope.everything(),
                        each -> held[0] = each.hold(reservation.id(), reservation.attempt(), missing[0]));
                if (held[0] > 0) {
                    given.add(new ReservedLot(lot.id(), held[0]));
                    missing[0] -= held[0];
                }
            }
            return missing[0] > 0;
        });
        return given;
    }

    /** What would be set aside, for an exercise: the lots are only looked at. */
    private List<ReservedLot> pretend(Wish wish) {
        List<ReservedLot> given = new ArrayList<>();
        int[] missing = {wish.quantity()};
        each(wish, lot -> {
            int taken = isExpired(lot) ? 0 : Math.min(lot.free(), missing[0]);
            if (taken > 0) {
                given.add(new ReservedLot(lot.id(), taken));
                missing[0] -= taken;
            }
            return missing[0] > 0;
        });
        return given;
    }

    private Reservation finishRelease(Reservation reservation) {
        if (reservation.progress() != State.RELEASING) {
            return reservation;
        }
        letGo(reservation, Integer.MAX_VALUE);
        return reservations.act(reservation.id(), Reservation::release);
    }

    private void letGo(Reservation reservation, int attempt) {
        if (reservation.wish().exercise()) {
            return;
        }
        each(reservation.wish(), lot -> {
            if (lot.held(reservation.id()) > 0) {
                lots.act(lot.id(), Scope.everything(), each -> each.letGo(reservation.id(), attempt));
            }
            return true;
        });
    }

    private void requireFree(Wish wish) {
        long free = free(wish, wish.quantity());
        if (free < wish.quantity()) {
            throw new Refused(new StockRefusal.Insufficient(free));
        }
    }

    /** How much is free; not counted further than asked. */
    private long free(Wish wish, int enough) {
        long[] free = new long[1];
        each(wish, lot -> {
            free[0] += isExpired(lot) ? 0 : lot.free();
            return free[0] < enough;
        });
        return free[0];
    }

    /** Goes through the lots within reach, first expired first, for as long as the step wants more. */
    private void each(Wish wish, Predicate<Lot> step) {
        List<Function<PageRequest, Page<Lot>>> sources = new ArrayList<>();
        if (wish.reach() == Wish.Reach.OWN) {
            sources.add(page -> lots.ownFirstExpired(wish.item(), wish.area(), page));
        } else {
            sources.add(page -> lots.firstExpired(wish.item(), Scope.area(wish.area()), page));
        }
        if (wish.reach() == Wish.Reach.ABOVE_TOO) {
            List<String> path = areas.path(wish.area());
            for (String above : path.subList(0, Math.max(0, path.size() - 1)).reversed()) {
                sources.add(page -> lots.ownFirstExpired(wish.item(), above, page));
            }
        }
        for (Function<PageRequest, Page<Lot>> source : sources) {
            if (!walk(source, step)) {
                return;
            }
        }
    }

    private static boolean walk(Function<PageRequest, Page<Lot>> source, Predicate<Lot> step) {
        @Nullable Cursor cursor = null;
        do {
            Page<Lot> page = source.apply(new PageRequest(PageRequest.MAXIMUM_LIMIT, cursor));
            for (Lot lot : page.items()) {
                if (!step.test(lot)) {
                    return false;
                }
            }
            cursor = page.next() == null ? null : Cursor.decode(page.next());
        } while (cursor != null);
        return true;
    }

    private boolean isExpired(Lot lot) {
        return lot.expiresOn().isBefore(LocalDate.now(clock.withZone(CITY_TIME)));
    }
}
