package io.communitycloud.emergency.transfer;

import io.communitycloud.common.web.Refusal;
import java.util.Map;

/** Why a transfer cannot go on as asked. */
sealed interface HandOverRefusal extends Refusal {

    /** The state of the transfer does not allow it. */
    record NotNow(Transfer.State state) implements HandOverRefusal {
        @Override
        public String code() {
            return "transfer-not-now";
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

    /** Legs follow each other. */
    record LegOutOfOrder(int leg) implements HandOverRefusal {
        @Override
        public String code() {
            return "leg-out-of-order";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("leg", leg);
        }
    }

    /** Nobody of this order stands on the manifest, or no longer. */
    record NotOnManifest(String order) implements HandOverRefusal {
        @Override
        public String code() {
            return "not-on-manifest";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("order", order);
        }
    }

    /** Nobody would be on the way. */
    record NobodyAboard() implements HandOverRefusal {
        @Override
        public String code() {
            return "nobody-aboard";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }
}
