package io.communitycloud.emergency.readiness;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;

/** Follows how much of each item there is. */
@Listens("resource.stocks.v1")
class StockMeansListener {

    private final Means means;

    StockMeansListener(Means means) {
        this.means = means;
    }

    @On("communitycloud.resource.stock-received.v1")
    void received(Told event, EventMeta meta) {
        means.stockChanged(meta, event.area(), event.item(), event.quantity());
    }

    @On("communitycloud.resource.stock-withdrawn.v1")
    void withdrawn(Told event, EventMeta meta) {
        means.stockChanged(meta, event.area(), event.item(), -event.quantity());
    }

    @On("communitycloud.resource.stock-state.v1")
    void state(Told event, EventMeta meta) {
        means.stock(meta, event.area(), event.item(), event.quantity());
    }

    /** What is read of a lot. */
    record Told(String area, String item, long quantity) {}
}
