package io.communitycloud.emergency.transfer;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import io.communitycloud.emergency.quarantine.Destination;

/** What can happen to a transfer, told in numbers. */
public sealed interface TransferEvent extends DomainEvent {

    /** A manifest was made. */
    @EventType("communitycloud.emergency.transfer-planned.v1")
    record TransferPlanned(String transferId, String area, boolean exercise, Destination destination, int expected)
            implements TransferEvent {}

    /** A leg began. */
    @EventType("communitycloud.emergency.transfer-departed.v1")
    record TransferDeparted(
            String transferId,
            String area,
            boolean exercise,
            Destination destination,
            int leg,
            int expected,
            int inTransit,
            int exceptions)
            implements TransferEvent {}

    /** A leg ended. */
    @EventType("communitycloud.emergency.transfer-arrived.v1")
    record TransferArrived(
            String transferId,
            String area,
            boolean exercise,
            Destination destination,
            int leg,
            int expected,
            int inTransit,
            int exceptions)
            implements TransferEvent {}

    /** The city offers those in transit to the province. */
    @EventType("communitycloud.emergency.transfer-hand-over-offered.v1")
    record TransferHandOverOffered(
            String transferId, String area, boolean exercise, Destination destination, int offered)
            implements TransferEvent {}

    /** The province has signed for some. */
    @EventType("communitycloud.emergency.transfer-acknowledged.v1")
    record TransferAcknowledged(
            String transferId,
            String area,
            boolean exercise,
            Destination destination,
            int received,
            int inTransit,
            int exceptions)
            implements TransferEvent {}

    /** Heads counted and heads expected differ: an alarm. */
    @EventType("communitycloud.emergency.transfer-headcount-drifted.v1")
    record TransferHeadcountDrifted(
            String transferId, String area, boolean exercise, Destination destination, int expected, int counted)
            implements TransferEvent {}

    /** Nobody is in transit any more: every one is signed for or accounted for. */
    @EventType("communitycloud.emergency.transfer-closed.v1")
    record TransferClosed(
            String transferId,
            String area,
            boolean exercise,
            Destination destination,
            int expected,
            int handedOver,
            int exceptions)
            implements TransferEvent {}

    /** It never left. */
    @EventType("communitycloud.emergency.transfer-cancelled.v1")
    record TransferCancelled(String transferId, String area, boolean exercise, Destination destination)
            implements TransferEvent {}

    /** A transfer as it is, for projections that begin anew. */
    @EventType("communitycloud.emergency.transfer-state.v1")
    record TransferStateTold(
            String transferId,
            String area,
            boolean exercise,
            Destination destination,
            Transfer.State state,
            int expected,
            int inTransit,
            int handedOver,
            int exceptions,
            boolean alarm)
            implements TransferEvent {}
}
