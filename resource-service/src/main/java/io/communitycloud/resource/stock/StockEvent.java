package io.communitycloud.resource.stock;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to stock. */
public sealed interface StockEvent extends DomainEvent {

    /** Goods came in, as a new lot or on top of one. */
    @EventType("communitycloud.resource.stock-received.v1")
    record LotReceived(
            String stockId, String area, String item, String lotNumber, LocalDate expiresOn, int quantity, String cause)
            implements StockEvent {}

    /** Goods left for good: used, scrapped or lost. */
    @EventType("communitycloud.resource.stock-withdrawn.v1")
    record LotWithdrawn(String stockId, String area, String item, int quantity, String cause) implements StockEvent {}

    /** A lot as it is, for projections that begin anew. */
    @EventType("communitycloud.resource.stock-state.v1")
    record LotAsIs(
            String stockId, String area, String item, String lotNumber, LocalDate expiresOn, int quantity, int reserved)
            implements StockEvent {}

    /** A quantity was set aside for a cause, from the lots that expire first. */
    @EventType("communitycloud.resource.stock-reserved.v1")
    record ReservationMade(
            String reservationId,
            String cause,
            @Nullable String step,
            String area,
            boolean exercise,
            String item,
            int quantity,
            List<ReservedLot> lots)
            implements StockEvent {}

    /** What a step of an activation asked for is not set aside. */
    @EventType("communitycloud.resource.stock-reservation-refused.v1")
    record ReservationRefused(
            String cause, @Nullable String step, String area, boolean exercise, String code, String item)
            implements StockEvent {}

    /** What was set aside for a cause is free again. */
    @EventType("communitycloud.resource.stock-released.v1")
    record ReservationReleased(
            String reservationId,
            String cause,
            @Nullable String step,
            String area,
            boolean exercise,
            String item,
            int quantity)
            implements StockEvent {}

    /** A reservation as it is, for projections that begin anew. */
    @EventType("communitycloud.resource.stock-reservation-state.v1")
    record ReservationAsIs(
            String reservationId,
            String cause,
            @Nullable String step,
            String area,
            boolean exercise,
            String item,
            int quantity,
            Reservation.State state)
            implements StockEvent {}

    /** The part of a reservation that one lot gives. */
    record ReservedLot(String stockId, int quantity) {}
}
