package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import io.communitycloud.common.identity.Scope;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Hears what the stock says to the goods that households under quarantine are to be brought. */
@Listens("resource.stock-reservations.v1")
class SupplyAnswersListener {

    private final QuarantineOrders orders;

    SupplyAnswersListener(QuarantineOrders orders) {
        this.orders = orders;
    }

    @On("communitycloud.resource.stock-reserved.v1")
    void reserved(Reserved event) {
        answer(event.cause(), event.step(), supply -> supply.answered(null));
    }

    @On("communitycloud.resource.stock-reservation-refused.v1")
    void refused(NotReserved event) {
        answer(event.cause(), event.step(), supply -> supply.answered(event.code()));
    }

    /** What was reserved for something else than an order is let pass. */
    private void answer(@Nullable String order, @Nullable String supply, UnaryOperator<Supply> answer) {
        if (order == null
                || supply == null
                || orders.find(order, Scope.everything()).isEmpty()) {
            return;
        }
        orders.act(order, Scope.everything(), null, found -> found.supplyAnswered(supply, answer));
    }

    /** What is read of goods that were set aside. */
    record Reserved(@Nullable String cause, @Nullable String step) {}

    /** What is read of goods that were not set aside. */
    record NotReserved(@Nullable String cause, @Nullable String step, String code) {}
}
