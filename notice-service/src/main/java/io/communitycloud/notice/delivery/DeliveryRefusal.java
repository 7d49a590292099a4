package io.communitycloud.notice.delivery;

import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refusal.Kind;

/** Why a delivery cannot be what the caller says of it. */
final class DeliveryRefusal {

    /** What has not arrived cannot have been read. */
    static Refusal notArrived(DeliveryState state) {
        return Refusal.of("delivery-not-arrived", Kind.CONFLICT).with("state", state.name());
    }

    private DeliveryRefusal() {}
}
