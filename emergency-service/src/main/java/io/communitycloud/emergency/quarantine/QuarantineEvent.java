package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can happen to a quarantine order; nothing is told of anybody's health. */
public sealed interface QuarantineEvent extends DomainEvent {

    /** A person was put under quarantine. */
    @EventType("communitycloud.emergency.quarantine-ordered.v1")
    record QuarantineOrdered(
            String orderId,
            String residentId,
            @Nullable String householdId,
            String area,
            boolean exercise,
            QuarantineKind kind,
            String policy,
            Instant from,
            Instant until)
            implements QuarantineEvent {}

    /** Its end or its kind became another. */
    @EventType("communitycloud.emergency.quarantine-changed.v1")
    record QuarantineChanged(
            String orderId,
            String residentId,
            @Nullable String householdId,
            String area,
            boolean exercise,
            QuarantineKind kind,
            String policy,
            Instant from,
            Instant until,
            ReasonCode reasonCode)
            implements QuarantineEvent {}

    /** It is over, and with it everything that was to be done for it. */
    @EventType("communitycloud.emergency.quarantine-ended.v1")
    record QuarantineEnded(
            String orderId,
            String residentId,
            @Nullable String householdId,
            String area,
            boolean exercise,
            QuarantineOutcome outcome,
            Instant endedAt)
            implements QuarantineEvent {}

    /** A person was released with a certificate. */
    @EventType("communitycloud.emergency.quarantine-released.v1")
    record QuarantineReleased(
            String orderId,
            String residentId,
            @Nullable String householdId,
            String area,
            boolean exercise,
            Instant releasedAt)
            implements QuarantineEvent {}

    /** Somebody should look after an order; why is not told. */
    @EventType("communitycloud.emergency.quarantine-attention-called.v1")
    record QuarantineAttentionCalled(
            String orderId, String residentId, @Nullable String householdId, String area, boolean exercise)
            implements QuarantineEvent {}

    /** Goods are to be brought to her household. */
    @EventType("communitycloud.emergency.quarantine-supply-requested.v1")
    record SupplyRequested(
            String orderId,
            String supplyId,
            @Nullable String householdId,
            String area,
            boolean exercise,
            String item,
            int quantity)
            implements QuarantineEvent {}

    /** Goods were brought to her household. */
    @EventType("communitycloud.emergency.quarantine-supply-delivered.v1")
    record SupplyDelivered(
            String orderId,
            String supplyId,
            @Nullable String householdId,
            String area,
            boolean exercise,
            String item,
            int quantity)
            implements QuarantineEvent {}

    /** Somebody else than who brought them says that goods came. */
    @EventType("communitycloud.emergency.quarantine-supply-confirmed.v1")
    record SupplyConfirmed(
            String orderId, String supplyId, @Nullable String householdId, String area, boolean exercise)
            implements QuarantineEvent {}

    /** An order as it is, for projections that begin anew. */
    @EventType("communitycloud.emergency.quarantine-order-state.v1")
    record QuarantineOrderState(
            String orderId,
            String residentId,
            @Nullable String householdId,
            String area,
            boolean exercise,
            QuarantineKind kind,
            String policy,
            Instant from,
            Instant until,
            QuarantineStatus status,
            @Nullable QuarantineOutcome outcome)
            implements QuarantineEvent {}
}
