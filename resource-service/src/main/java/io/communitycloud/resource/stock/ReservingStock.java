package io.communitycloud.resource.stock;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resource.crowd.Lobby;
import io.communitycloud.resource.stock.StockEvent.ReservedLot;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Sets goods aside for a cause and gives them back, from the lots that expire first.
 *
 * <p>The reservation is written down before any lot is touched and each lot remembers for whom it holds what. So a crash
 * at any point leaves something that the same request finishes, and nothing is set aside twice.
 */
@Service
class ReservingStock {

    private static final ZoneId CITY_TIME = ZoneId.of("Asia/Shanghai");

    private static final int AT_A_TIME = 8;

    private final Lots lots;
    private final Reservations reservations;
    private final AreaTree areas;
    private final Clock clock;
    private final Lobby lobby = new Lobby(AT_A_TIME);

    ReservingStock(Lots lots, Reservations reservations, AreaTree areas, Clock clock) {
        this.lots = lots;
        this.reservations = reservations;
        this.areas = areas;
        this.clock = clock;
    }

    /**
     * Sets a quantity aside, all of it or nothing.
     *
     * @throws Refused 409 where there is too little, or the cause has reserved another quantity before
     */
    Reservation reserve(String cause, String area, String item, int quantity, Scope scope) {
        List<String> path = areas.scopeOf(area, "/area", scope);
        return lobby.enter(item, () -> reserve(cause, area, path, item, quantity));
    }

    private Reservation reserve(String cause, String area, List<String> path, String item, int quantity) {
        String id = Reservation.idOf(cause, area, item);
        @Nullable Reservation known = reservations.find(id, Scope.everything()).orElse(null);
        if (known == null) {
            // Most of a crowd that comes too late is sent away here, before it has written anything.
            requireFree(item, area, quantity);
            known = begin(cause, area, path, item, quantity);
        }
        if (known.quantity() != quantity) {
            throw new Refused(new StockRefusal.ReservedOtherwise());
        }
        return known.progress() == Reservation.State.PENDING ? fill(known) : known;
    }

    /** Gives back what a reservation set aside; a second time changes nothing. */
    Reservation release(String id, Scope scope) {
        Reservation reservation = reservations.require(id, scope);
        letGo(reservation);
        return reservations.act(id, Reservation::release);
    }

    private Reservation begin(String cause, String area, List<String> path, String item, int quantity) {
        Reservation asked = Reservation.ask(cause, area, path, item, quantity, clock.instant());
        try {
            reservations.save(asked);
            return asked;
        } catch (DuplicateKeyException askedTwice) {
            return reservations.require(asked.id(), Scope.everything());
        }
    }

    private Reservation fill(Reservation reservation) {
        List<ReservedLot> given = new ArrayList<>();
        int[] missing = {reservation.quantity()};
        each(reservation.item(), reservation.area(), lot -> {
            boolean useful = lot.held(reservation.id()) > 0 || (lot.free() > 0 && !isExpired(lot));
            if (useful && missing[0] > 0) {
                int[] held = new int[1];
                lots.act(lot.id(), Scope.everything(), each -> held[0] = each.hold(reservation.id(), missing[0]));
                if (held[0] > 0) {
                    given.add(new ReservedLot(lot.id(), held[0]));
                    missing[0] -= held[0];
                }
            }
            return missing[0] > 0;
        });
        if (missing[0] > 0) {
            letGo(reservation);
            throw new Refused(new StockRefusal.Insufficient(reservation.quantity() - missing[0]));
        }
        return reservations.act(reservation.id(), each -> each.reserve(given));
    }

    private void letGo(Reservation reservation) {
        each(reservation.item(), reservation.area(), lot -> {
            if (lot.held(reservation.id()) > 0) {
                lots.act(lot.id(), Scope.everything(), each -> each.letGo(reservation.id()));
            }
            return true;
        });
    }

    private void requireFree(String item, String area, int quantity) {
        long[] free = new long[1];
        each(item, area, lot -> {
            free[0] += isExpired(lot) ? 0 : lot.free();
            return free[0] < quantity;
        });
        if (free[0] < quantity) {
            throw new Refused(new StockRefusal.Insufficient(free[0]));
        }
    }

    /** Goes through the lots of an item, first expired first, for as long as the step wants more. */
    private void each(String item, String area, Predicate<Lot> step) {
        @Nullable Cursor cursor = null;
        do {
            Page<Lot> page =
                    lots.firstExpired(item, Scope.area(area), new PageRequest(PageRequest.MAXIMUM_LIMIT, cursor));
            for (Lot lot : page.items()) {
                if (!step.test(lot)) {
                    return;
                }
            }
            cursor = page.next() == null ? null : Cursor.decode(page.next());
        } while (cursor != null);
    }

    private boolean isExpired(Lot lot) {
        return lot.expiresOn().isBefore(LocalDate.now(clock.withZone(CITY_TIME)));
    }
}
