package io.communitycloud.resource.requisition;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to a requisition; {@code area} asks, {@code supplier} is the area that gives. */
public sealed interface RequisitionEvent extends DomainEvent {

    /** An area asked one above it for goods. */
    @EventType("communitycloud.resource.requisition-raised.v1")
    record RequisitionRaised(String requisitionId, String area, String supplier, List<Wanted> lines)
            implements RequisitionEvent {}

    /** The supplier granted goods; they are not set aside yet. */
    @EventType("communitycloud.resource.requisition-approved.v1")
    record RequisitionApproved(String requisitionId, String area, String supplier, List<Wanted> lines)
            implements RequisitionEvent {}

    /** The supplier grants nothing. */
    @EventType("communitycloud.resource.requisition-rejected.v1")
    record RequisitionRejected(String requisitionId, String area, String supplier) implements RequisitionEvent {}

    /** All that was granted is set aside. */
    @EventType("communitycloud.resource.requisition-reserved.v1")
    record RequisitionReserved(String requisitionId, String area, String supplier) implements RequisitionEvent {}

    /** There is too little of an item; nothing is set aside any more. */
    @EventType("communitycloud.resource.requisition-fell-short.v1")
    record RequisitionFellShort(String requisitionId, String area, String supplier, String item)
            implements RequisitionEvent {}

    /** The goods are on their way. */
    @EventType("communitycloud.resource.requisition-shipped.v1")
    record RequisitionShipped(String requisitionId, String area, String supplier, List<Sent> goods)
            implements RequisitionEvent {}

    /** The goods were counted on arrival. */
    @EventType("communitycloud.resource.requisition-received.v1")
    record RequisitionReceived(String requisitionId, String area, String supplier, boolean differs, List<Sent> goods)
            implements RequisitionEvent {}

    /** It is over; where the count differed, the difference is settled. */
    @EventType("communitycloud.resource.requisition-closed.v1")
    record RequisitionClosed(
            String requisitionId,
            String area,
            String supplier,
            @Nullable Resolution resolution) implements RequisitionEvent {}

    /** It was given up before anything was sent; nothing is set aside any more. */
    @EventType("communitycloud.resource.requisition-cancelled.v1")
    record RequisitionCancelled(String requisitionId, String area, String supplier) implements RequisitionEvent {}

    /** A requisition as it is, for projections that begin anew. */
    @EventType("communitycloud.resource.requisition-state.v1")
    record RequisitionAsIs(
            String requisitionId, String area, String supplier, Requisition.State state, List<Wanted> lines)
            implements RequisitionEvent {}

    /** An item and how much of it. */
    record Wanted(String item, int quantity) {}

    /** What a lot gave and what was counted of it, null before. */
    record Sent(
            String stockId,
            String item,
            int quantity,
            @Nullable Integer received) {}
}
