package io.communitycloud.team.volunteer;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import org.jspecify.annotations.Nullable;

/** Follows which households are kept at home, and lets volunteers go when they no longer are. */
@Listens("emergency.quarantine-orders.v1")
class QuarantineListener {

    private static final String ENDED = "ENDED";

    private final QuarantineOrders orders;
    private final BindingVolunteers binding;

    QuarantineListener(QuarantineOrders orders, BindingVolunteers binding) {
        this.orders = orders;
        this.binding = binding;
    }

    @On({"communitycloud.emergency.quarantine-ordered.v1", "communitycloud.emergency.quarantine-changed.v1"})
    void runs(OrderTold event, EventMeta meta) {
        if (!orders.knows(meta)) {
            binding.residentIsQuarantined(event.residentId());
            orders.remember(meta, new KnownOrder(meta.subject(), event.householdId(), false));
        }
    }

    @On("communitycloud.emergency.quarantine-ended.v1")
    void ended(OrderTold event, EventMeta meta) {
        if (!orders.knows(meta)) {
            // The effect first: a crash in between repeats it, and letting go twice is letting go once.
            binding.orderEnded(meta.subject(), event.householdId());
            orders.remember(meta, new KnownOrder(meta.subject(), event.householdId(), true));
        }
    }

    @On("communitycloud.emergency.quarantine-order-state.v1")
    void state(OrderStateTold event, EventMeta meta) {
        OrderTold told = new OrderTold(event.residentId(), event.householdId());
        if (ENDED.equals(event.status())) {
            ended(told, meta);
        } else {
            runs(told, meta);
        }
    }

    /** What is read of an order that was given, changed or ended. */
    record OrderTold(String residentId, @Nullable String householdId) {}

    /** What is read of an order's state. */
    record OrderStateTold(String residentId, @Nullable String householdId, String status) {}
}
