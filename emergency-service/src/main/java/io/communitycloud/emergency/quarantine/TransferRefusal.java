package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refusal.Kind;
import java.util.Set;
import java.util.stream.Collectors;

/** Why a person cannot be put on a manifest or board; each names the order. */
final class TransferRefusal {

    /** Her policy takes nobody there. */
    static Refusal notOfPolicy(String order) {
        return Refusal.of("transfer-not-of-policy", Kind.RULE).with("order", order);
    }

    /** She stands on another manifest. */
    static Refusal onAnotherManifest(String order) {
        return Refusal.of("on-another-manifest", Kind.CONFLICT).with("order", order);
    }

    /** Her days in the city are not over. */
    static Refusal notHerDay(String order) {
        return Refusal.of("not-her-transfer-day", Kind.RULE).with("order", order);
    }

    /** What her policy asks for on the day of the transfer is missing. */
    static Refusal notFit(String order, Set<Condition> missing) {
        return Refusal.of("not-fit-for-transfer", Kind.RULE)
                .with("order", order)
                .with("missing", missing.stream().map(Enum::name).sorted().collect(Collectors.joining(", ")));
    }

    private TransferRefusal() {}
}
