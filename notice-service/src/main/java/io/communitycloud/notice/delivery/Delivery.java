package io.communitycloud.notice.delivery;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.events.EventType;
import io.communitycloud.common.web.Refused;
import io.communitycloud.notice.category.Channel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/**
 * A notice's way to one household by one channel.
 *
 * <p>Its id is made of the three, so it exists once whatever is repeated. It is seen by its committee and above from the
 * beginning and by its household once it was sent. It tells no events: its batch counts it.
 */
@AggregateRoot(collection = "deliveries", topic = "notice.deliveries.v1")
public final class Delivery extends Aggregate {

    private final String notice;
    private final String batch;
    private final String household;
    private final Channel channel;
    private DeliveryState state;
    private int attempts;
    private @Nullable Instant due;
    private @Nullable String reason;
    private @Nullable Instant sentAt;
    private @Nullable Instant deliveredAt;
    private @Nullable Instant readAt;

    @PersistenceCreator
    Delivery(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String notice,
            String batch,
            String household,
            Channel channel,
            DeliveryState state) {
        super(id, area, scope, createdAt);
        this.notice = notice;
        this.batch = batch;
        this.household = household;
        this.channel = channel;
        this.state = state;
    }

    /** A delivery that waits to be sent. */
    static Delivery queue(Batch batch, Addressee addressee, Channel channel, Instant due, Instant now) {
        Delivery delivery = new Delivery(
                idOf(batch.notice(), addressee.household(), channel),
                addressee.area(),
                addressee.path(),
                now,
                batch.notice(),
                batch.id(),
                addressee.household(),
                channel,
                DeliveryState.QUEUED);
        delivery.due = due;
        return delivery;
    }

    /** The id of the one delivery of a notice to a household by a channel. */
    static String idOf(String notice, String household, Channel channel) {
        return notice + "-" + household + "-" + channel.code();
    }

    /**
     * Records that somebody of the household has read it; again changes nothing.
     *
     * @throws Refused where it has not arrived
     */
    void read(Instant now) {
        switch (state) {
            case READ -> {}
            case SENT, DELIVERED -> {
                state = DeliveryState.READ;
                due = null;
                readAt = now;
            }
            case QUEUED, FAILED, SUPPRESSED -> throw new Refused(DeliveryRefusal.notArrived(state));
        }
    }

    String notice() {
        return notice;
    }

    String batch() {
        return batch;
    }

    String household() {
        return household;
    }

    Channel channel() {
        return channel;
    }

    DeliveryState deliveryState() {
        return state;
    }

    int attempts() {
        return attempts;
    }

    @Nullable
    Instant due() {
        return due;
    }

    @Nullable
    String reason() {
        return reason;
    }

    @Nullable
    Instant sentAt() {
        return sentAt;
    }

    @Nullable
    Instant deliveredAt() {
        return deliveredAt;
    }

    @Nullable
    Instant readAt() {
        return readAt;
    }

    @Override
    public DomainEvent state() {
        return new DeliveryStateTold(id(), area(), notice, household, channel, state);
    }

    /** A delivery as it is, for projections that begin anew. */
    @EventType("communitycloud.notice.delivery-state.v1")
    record DeliveryStateTold(
            String deliveryId, String area, String noticeId, String householdId, Channel channel, DeliveryState state)
            implements DomainEvent {}
}
