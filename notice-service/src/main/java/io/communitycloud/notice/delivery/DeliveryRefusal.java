package io.communitycloud.notice.delivery;

import io.communitycloud.common.web.Refusal;
import java.util.Map;

/** Why a delivery cannot be what the caller says of it. */
sealed interface DeliveryRefusal extends Refusal {

    /** What has not arrived cannot have been read. */
    record NotArrived(DeliveryState state) implements DeliveryRefusal {
        @Override
        public String code() {
            return "delivery-not-arrived";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("state", state.name());
        }
    }
}
