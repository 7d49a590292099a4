package io.communitycloud.resource.stock;

import io.communitycloud.common.web.Refusal;
import java.util.Map;

/** Why stock is not given. */
sealed interface StockRefusal extends Refusal {

    @Override
    default Kind kind() {
        return Kind.CONFLICT;
    }

    /** There is less than is asked for. */
    record Insufficient(long available) implements StockRefusal {
        @Override
        public String code() {
            return "insufficient-stock";
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("available", available);
        }
    }

    /** The cause has reserved another quantity of the item in this area already. */
    record ReservedOtherwise() implements StockRefusal {
        @Override
        public String code() {
            return "reserved-otherwise";
        }
    }

    /** The cause has moved another quantity of this lot already. */
    record MovedOtherwise() implements StockRefusal {
        @Override
        public String code() {
            return "moved-otherwise";
        }
    }

    /** Another attempt at the same reservation is under way; it will be known in a moment how it ends. */
    record Overtaken() implements StockRefusal {
        @Override
        public Kind kind() {
            return Kind.UNAVAILABLE;
        }

        @Override
        public String code() {
            return "reservation-overtaken";
        }
    }
}
