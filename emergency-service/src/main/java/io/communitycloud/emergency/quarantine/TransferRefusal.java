package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.web.Refusal;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Why a person cannot be put on a manifest or board; each names the order. */
sealed interface TransferRefusal extends Refusal {

    /** The order whose person it is. */
    String order();

    @Override
    default Map<String, Object> arguments() {
        return Map.of("order", order());
    }

    /** Her policy takes nobody there. */
    record NotOfPolicy(String order) implements TransferRefusal {
        @Override
        public String code() {
            return "transfer-not-of-policy";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }
    }

    /** She stands on another manifest. */
    record OnAnotherManifest(String order) implements TransferRefusal {
        @Override
        public String code() {
            return "on-another-manifest";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /** Her days in the city are not over. */
    record NotHerDay(String order) implements TransferRefusal {
        @Override
        public String code() {
            return "not-her-transfer-day";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }
    }

    /** What her policy asks for on the day of the transfer is missing. */
    record NotFit(String order, Set<Condition> missing) implements TransferRefusal {
        @Override
        public String code() {
            return "not-fit-for-transfer";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of(
                    "order",
                    order,
                    "missing",
                    missing.stream().map(Enum::name).sorted().collect(Collectors.joining(", ")));
        }
    }
}
