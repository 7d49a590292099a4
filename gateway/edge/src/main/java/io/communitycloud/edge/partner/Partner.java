package io.communitycloud.edge.partner;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A partner as the exchange publishes it, as far as the door needs it. */
record Partner(
        String partnerId,
        String bureau,
        State state,
        boolean signs,
        List<Key> keys,
        boolean restricted,
        List<Range> addresses,
        int quotaCalls,
        int quotaWindowSeconds,
        int quotaEmergencyCalls) {

    enum State {
        REQUESTED,
        ACTIVE,
        SUSPENDED
    }

    /**
     * A key; retired ones are published too.
     *
     * @param stage what it opens: production where nothing is said
     */
    record Key(
            String keyId,
            String algorithm,
            String publicKey,
            @Nullable Instant until,
            @Nullable Stage stage) {

        boolean isSandbox() {
            return stage == Stage.SANDBOX;
        }
    }

    enum Stage {
        SANDBOX,
        PRODUCTION
    }

    record Range(String cidr, Instant until) {}
}
