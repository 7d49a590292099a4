package io.communitycloud.resource.quarantine;

import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.resource.stock.ReservingStock;
import io.communitycloud.resource.stock.Wish;
import org.springframework.beans.factory.annotation.Value;

/**
 * Sets aside what a household under quarantine is to be brought, lets it go when it was brought, and takes it back when the
 * order ends before.
 *
 * <p>The reservation has the order for its cause and the wish for its step; so an event that comes twice is answered once.
 */
@Listens("emergency.quarantine-orders.v1")
class QuarantineListener {

    /** Who issues goods whose delivery was told by an event. */
    private static final String BY = "emergency-service";

    private final ReservingStock reserving;
    private final Scope city;

    QuarantineListener(ReservingStock reserving, @Value("${cloud.city:310000000000}") String city) {
        this.reserving = reserving;
        this.city = Scope.area(city);
    }

    @On("communitycloud.emergency.quarantine-supply-requested.v1")
    void requested(SupplyRequested event) {
        reserving.answer(new Wish(
                idOf(event.orderId(), event.supplyId()),
                event.orderId(),
                event.supplyId(),
                event.exercise(),
                event.area(),
                event.item(),
                event.quantity(),
                Wish.Reach.ABOVE_TOO));
    }

    @On("communitycloud.emergency.quarantine-supply-delivered.v1")
    void delivered(SupplyDelivered event) {
        var _ = reserving.issue(idOf(event.orderId(), event.supplyId()), BY);
    }

    @On("communitycloud.emergency.quarantine-ended.v1")
    void ended(QuarantineEnded event) {
        reserving.releaseOf(event.orderId(), null, city);
    }

    private static String idOf(String order, String supply) {
        return order + "." + supply;
    }

    /** What is read of goods that are to be brought. */
    record SupplyRequested(String orderId, String supplyId, String area, boolean exercise, String item, int quantity) {}

    /** What is read of goods that were brought. */
    record SupplyDelivered(String orderId, String supplyId) {}

    /** What is read of an order that is over. */
    record QuarantineEnded(String orderId) {}
}
