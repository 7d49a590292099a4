package io.communitycloud.resident.care;

import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import java.time.Instant;
import java.time.LocalDate;

/** What can happen to a care duty. */
public sealed interface CareDutyEvent extends DomainEvent {

    /** A household is looked after from now on. */
    @EventType("communitycloud.resident.care-duty-opened.v1")
    record CareDutyOpened(
            String dutyId,
            String orderId,
            String householdId,
            String area,
            boolean exercise,
            CareDuty.Setting setting,
            Instant until)
            implements CareDutyEvent {}

    /** The quarantined person is elsewhere, or for longer or shorter. */
    @EventType("communitycloud.resident.care-duty-changed.v1")
    record CareDutyChanged(
            String dutyId,
            String orderId,
            String householdId,
            String area,
            boolean exercise,
            CareDuty.Setting setting,
            Instant until)
            implements CareDutyEvent {}

    /** The household was looked after on a day. */
    @EventType("communitycloud.resident.care-duty-done.v1")
    record CareDutyDone(String dutyId, String orderId, String householdId, String area, boolean exercise, LocalDate on)
            implements CareDutyEvent {}

    /** The order is over, and the duty with it. */
    @EventType("communitycloud.resident.care-duty-ended.v1")
    record CareDutyEnded(
            String dutyId, String orderId, String householdId, String area, boolean exercise, Instant endedAt)
            implements CareDutyEvent {}

    /** A duty as it is, for projections that begin anew. */
    @EventType("communitycloud.resident.care-duty-state.v1")
    record CareDutyStateTold(
            String dutyId,
            String orderId,
            String householdId,
            String area,
            boolean exercise,
            CareDuty.Setting setting,
            Instant until,
            CareDuty.State state)
            implements CareDutyEvent {}
}
