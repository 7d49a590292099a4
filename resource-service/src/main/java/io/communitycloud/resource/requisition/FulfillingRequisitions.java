package io.communitycloud.resource.requisition;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resource.stock.Reservation;
import io.communitycloud.resource.stock.ReservingStock;
import io.communitycloud.resource.stock.ReservingStock.IssuedLot;
import io.communitycloud.resource.stock.TakingInStock;
import io.communitycloud.resource.stock.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/**
 * Does with the lots what a requisition says is to be done.
 *
 * <p>Each movement has a cause made of the requisition's id, so that whoever does it again, after a crash or beside
 * another, moves nothing twice.
 */
@Service
class FulfillingRequisitions {

    private final Requisitions requisitions;
    private final ReservingStock reserving;
    private final TakingInStock takingIn;

    FulfillingRequisitions(Requisitions requisitions, ReservingStock reserving, TakingInStock takingIn) {
        this.requisitions = requisitions;
        this.reserving = reserving;
        this.takingIn = takingIn;
    }

    /** Does what is to be done just now; what waits for a person is left as it is. */
    Requisition go(Requisition found) {
        return switch (found.progress()) {
            case RESERVING -> reserve(found);
            case SHIPPING -> ship(found);
            case RECEIVING -> receive(found);
            case SETTLING -> settle(found);
            case CANCELLING -> cancel(found);
            case REQUESTED, REJECTED, SHORT, RESERVED, SHIPPED, DIFFERING, CLOSED, CANCELLED -> found;
        };
    }

    private Requisition reserve(Requisition found) {
        int round = found.round();
        for (Line line : granted(found)) {
            try {
                Reservation made = reserving.reserve(wish(found, line), Scope.everything());
                if (made.progress() != Reservation.State.RESERVED) {
                    return compensate(found, line.item());
                }
            } catch (Refused tooLittle) {
                if (tooLittle.refusal().kind().retriable()) {
                    throw tooLittle;
                }
                return compensate(found, line.item());
            }
        }
        Requisition reserved = act(found, each -> each.reserved(round));
        if (reserved.progress() == Requisition.State.CANCELLING || reserved.progress() == Requisition.State.CANCELLED) {
            giveBack(found); // cancelled while this was at work
        }
        return reserved;
    }

    private Requisition compensate(Requisition found, String item) {
        giveBack(found);
        return act(found, each -> each.fellShort(found.round(), item));
    }

    private Requisition cancel(Requisition found) {
        giveBack(found);
        return act(found, Requisition::cancelled);
    }

    private void giveBack(Requisition found) {
        reserving.releaseOf(found.id(), null, Scope.area(found.supplier()));
    }

    private Requisition ship(Requisition found) {
        List<Goods> goods = new ArrayList<>();
        for (Line line : granted(found)) {
            for (IssuedLot lot : reserving.issue(wish(found, line).id(), found.actor())) {
                goods.add(new Goods(lot.stockId(), lot.item(), lot.lotNumber(), lot.expiresOn(), lot.quantity(), null));
            }
        }
        return act(found, each -> each.shipped(goods));
    }

    private Requisition receive(Requisition found) {
        for (Goods each : found.goods()) {
            Integer received = each.received();
            if (received != null && received > 0) {
                takeIn(found, lotOf(found, each), each, received);
            }
        }
        return act(found, Requisition::received);
    }

    private Requisition settle(Requisition found) {
        try {
            for (Goods each : found.goods()) {
                if (each.missing() != 0) {
                    settle(found, each);
                }
            }
        } catch (Refused goneMeanwhile) {
            if (!goneMeanwhile.refusal().kind().retriable()) {
                act(found, Requisition::reopenDifference);
            }
            throw goneMeanwhile;
        }
        return act(found, Requisition::settled);
    }

    private void settle(Requisition found, Goods goods) {
        Resolution how = found.resolution();
        String cause = "settle." + found.id();
        if (how == Resolution.SENT_OTHERWISE) {
            takingIn.correct(goods.stockId(), cause, goods.missing(), found.actor());
        } else if (how == Resolution.RECOUNTED && goods.missing() > 0) {
            takeIn(found, lotOf(found, goods) + ".recounted", goods, goods.missing());
        } else if (how == Resolution.RECOUNTED) {
            takingIn.correct(lotOf(found, goods), cause, goods.missing(), found.actor());
        }
    }

    private void takeIn(Requisition found, String lot, Goods goods, int quantity) {
        takingIn.takeIn(
                lot,
                found.area(),
                goods.item(),
                goods.lotNumber(),
                goods.expiresOn(),
                found.place(),
                quantity,
                found.actor());
    }

    private Requisition act(Requisition found, Consumer<Requisition> act) {
        return requisitions.act(found.id(), Scope.everything(), null, act);
    }

    private static List<Line> granted(Requisition found) {
        return found.lines().stream().filter(line -> line.approved() > 0).toList();
    }

    private static String lotOf(Requisition found, Goods goods) {
        return found.id() + "." + found.goods().indexOf(goods);
    }

    /** Each round of approval has reservations of its own: those of a round before are given back for good. */
    private static Wish wish(Requisition found, Line line) {
        return new Wish(
                found.id() + "." + line.item() + "." + found.round(),
                found.id(),
                null,
                false,
                found.supplier(),
                line.item(),
                line.approved(),
                Wish.Reach.OWN);
    }
}
