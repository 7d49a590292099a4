package io.communitycloud.exchange.wire;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Speaks one family of protocols; a bean per family. */
public interface Wire {

    /** The values of a manifest's {@code protocol} it speaks. */
    Set<String> protocols();

    /** Whether the system itself is asked; otherwise answers come from what it last sent us, at any hour. */
    default boolean live() {
        return true;
    }

    /** When a system that is not asked last sent us something; nothing where it never did. */
    default Optional<Instant> heard(String systemId) {
        return Optional.empty();
    }

    /**
     * Makes one call and waits for its answer, on a virtual thread.
     *
     * <p>When the deadline is over the call is ended and its connection closed; so it is when the thread is interrupted.
     */
    WireAnswer call(WireCall call) throws WireFault;
}
