package io.communitycloud.edge.identity;

import io.communitycloud.common.identity.Caller;
import java.util.Optional;

/** Tells who a token speaks for. */
public interface Tokens {

    /**
     * Empty where the token is not ours, not valid now, or revoked.
     *
     * @throws KeysUnknown where nothing can be said of it, because the identity provider is away
     */
    Optional<Caller> callerOf(String token);
}
