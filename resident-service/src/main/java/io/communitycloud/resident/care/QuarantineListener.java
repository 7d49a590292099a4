package io.communitycloud.resident.care;

import io.communitycloud.common.events.EventMeta;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.consumption.Listens;
import io.communitycloud.common.events.consumption.On;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resident.care.CareDuty.Setting;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** Follows who is quarantined, so that her household is looked after exactly as long. */
@Listens("emergency.quarantine-orders.v1")
class QuarantineListener {

    private static final ZoneId CITY_TIME = ZoneId.of("Asia/Shanghai");
    private static final String ENDED = "ENDED";

    private final CareDuties duties;
    private final AreaTree areas;
    private final Clock clock;

    QuarantineListener(CareDuties duties, AreaTree areas, Clock clock) {
        this.duties = duties;
        this.areas = areas;
        this.clock = clock;
    }

    @On({"communitycloud.emergency.quarantine-ordered.v1", "communitycloud.emergency.quarantine-changed.v1"})
    void lasts(OrderTold order, EventMeta meta) {
        follow(order, meta);
    }

    @On("communitycloud.emergency.quarantine-ended.v1")
    void ended(OrderEnded order, EventMeta meta) {
        if (duties.find(order.orderId(), Scope.everything()).isPresent()) {
            duties.act(
                    order.orderId(),
                    Scope.everything(),
                    null,
                    duty -> duty.end(order.outcome(), order.endedAt(), meta.sequence()));
        }
    }

    @On("communitycloud.emergency.quarantine-order-state.v1")
    void state(OrderState order, EventMeta meta) {
        if (ENDED.equals(order.status())) {
            Instant at = order.until().isBefore(meta.time()) ? order.until() : meta.time();
            ended(new OrderEnded(order.orderId(), order.outcome(), at), meta);
        } else {
            follow(
                    new OrderTold(
                            order.orderId(),
                            order.residentId(),
                            order.householdId(),
                            order.area(),
                            order.exercise(),
                            order.kind(),
                            order.until()),
                    meta);
        }
    }

    private void follow(OrderTold order, EventMeta meta) {
        String household = order.householdId();
        if (household == null) {
            return; // who belongs to no household leaves nobody behind
        }
        if (duties.find(order.orderId(), Scope.everything()).isEmpty()) {
            Instant now = clock.instant();
            try {
                duties.save(CareDuty.open(
                        order.orderId(),
                        order.area(),
                        path(order.area()),
                        household,
                        order.residentId(),
                        order.exercise(),
                        order.kind(),
                        order.until(),
                        LocalDate.ofInstant(now, CITY_TIME),
                        meta.sequence(),
                        now));
                return;
            } catch (DuplicateKeyException openedByAnother) {
                // It is there now and follows below.
            }
        }
        duties.act(
                order.orderId(),
                Scope.everything(),
                null,
                duty -> duty.follow(order.kind(), order.until(), meta.sequence()));
    }

    /** The areas are loaded behind the first start; until then the event is tried again. */
    private List<String> path(String area) {
        List<String> path = areas.path(area);
        if (path.isEmpty()) {
            throw new Refused(Refusal.of("unavailable", Refusal.Kind.UNAVAILABLE));
        }
        return path;
    }

    /** What is read of an order that was made or changed. */
    record OrderTold(
            String orderId,
            String residentId,
            @Nullable String householdId,
            String area,
            boolean exercise,
            Setting kind,
            Instant until) {}

    /** What is read of an order that ended. */
    record OrderEnded(String orderId, @Nullable String outcome, Instant endedAt) {}

    /** What is read of an order's state. */
    record OrderState(
            String orderId,
            String residentId,
            @Nullable String householdId,
            String area,
            boolean exercise,
            Setting kind,
            Instant until,
            String status,
            @Nullable String outcome) {}
}
